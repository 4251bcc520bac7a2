package dev.verdict.conformance.generate;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A generated CEL expression, kept as a tree so that a difference can be shrunk.
 *
 * @param type type of the result, as in {@code functions.txt}
 * @param function name of the function or macro at the root, empty for a leaf
 * @param pieces the text around the parts, one more than there are parts
 * @param parts what fills the holes
 */
public record Expression(String type, String function, List<String> pieces, List<Expression> parts) {
    /** Checks nothing but copies the lists. */
    public Expression {
        pieces = List.copyOf(pieces);
        parts = List.copyOf(parts);
    }

    static Expression leaf(String type, String text) {
        return new Expression(type, "", List.of(text), List.of());
    }

    /** The CEL text. */
    public String text() {
        var text = new StringBuilder(pieces.get(0));
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i).text();
            text.append(hasOuterSpace(part) ? "(" + part + ")" : part).append(pieces.get(i + 1));
        }
        return text.toString();
    }

    /** All functions and macros in the tree. */
    public Set<String> functions() {
        var names = new TreeSet<String>();
        collect(names);
        return names;
    }

    private void collect(Set<String> names) {
        if (!function.isEmpty()) {
            names.add(function);
        }
        parts.forEach(part -> part.collect(names));
    }

    /** Operators are the only texts with a space outside brackets and quotes. */
    private static boolean hasOuterSpace(String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == ' ' && depth == 0) {
                return true;
            }
        }
        return false;
    }
}
