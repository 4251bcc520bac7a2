package dev.verdict.expr.check;

import java.util.ArrayDeque;
import java.util.Deque;

/** How deep brackets nest in the text of an expression. The parser would need a stack as deep, so it is not asked first. */
final class Nesting {
    private final String text;
    private int at;
    private int deepest;
    private int depth;
    private int conditionals;

    private Nesting(String text) {
        this.text = text;
    }

    /** The greatest number of brackets, or of conditional operators, around one place. */
    static int depth(String text) {
        Nesting nesting = new Nesting(text);
        nesting.read();
        return Math.max(nesting.deepest, nesting.conditionals);
    }

    private void read() {
        Deque<Integer> outerConditionals = new ArrayDeque<>();
        int conditionalsHere = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '"', '\'' -> string(c);
                case '/' -> comment();
                case '(', '[', '{' -> {
                    depth++;
                    deepest = Math.max(deepest, depth);
                    outerConditionals.push(conditionalsHere);
                    conditionalsHere = 0;
                }
                case ')', ']', '}' -> {
                    depth--;
                    conditionalsHere = outerConditionals.isEmpty() ? 0 : outerConditionals.pop();
                }
                case ',' -> conditionalsHere = 0;
                case '?' -> {
                    conditionalsHere += isOptional() ? 0 : 1;
                    conditionals = Math.max(conditionals, conditionalsHere);
                }
                default -> {}
            }
            at++;
        }
    }

    /** Whether the question mark is that of {@code a.?b}, {@code [?a]} or {@code a[?b]}. */
    private boolean isOptional() {
        return at > 0 && ".[{,".indexOf(text.charAt(at - 1)) >= 0;
    }

    private void comment() {
        if (text.startsWith("//", at)) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        }
    }

    private void string(char quote) {
        boolean raw = at > 0 && (text.charAt(at - 1) == 'r' || text.charAt(at - 1) == 'R');
        String triple = String.valueOf(quote).repeat(3);
        boolean isTriple = text.startsWith(triple, at);
        at += isTriple ? 3 : 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && !raw) {
                at++;
            } else if (isTriple ? text.startsWith(triple, at) : c == quote || c == '\n') {
                at += isTriple ? 2 : 0;
                return;
            }
            at++;
        }
    }
}
