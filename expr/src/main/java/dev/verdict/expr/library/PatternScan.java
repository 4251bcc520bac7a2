package dev.verdict.expr.library;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a regular expression comes to when its counted repetitions are written out. The compiler writes them out before it
 * can be asked, so a short expression could take all memory. One pass from left to right, whatever the text; what is no
 * pattern at all is left to the compiler.
 */
final class PatternScan {
    private static final long MOST_TIMES = 1_000;
    private static final int MOST_NESTED = 1_000;

    /** Sizes and counts beyond this are as good as infinite. */
    private static final long HUGE = Integer.MAX_VALUE;

    /** Instructions of a group beside those of what is in it. */
    private static final Piece GROUP = new Piece(2, 1);

    /**
     * A part of an expression.
     *
     * @param times how often its most repeated piece is repeated
     */
    private record Piece(long size, long times) {
        static final Piece NONE = new Piece(0, 1);
        static final Piece CHARACTER = new Piece(1, 1);

        Piece and(Piece next) {
            return new Piece(Math.min(size + next.size, HUGE), Math.max(times, next.times));
        }

        Piece repeated(long count) {
            return new Piece(Math.min((size + 1) * count, HUGE), Math.min(times * Math.max(count, 1), HUGE));
        }
    }

    private final String source;
    private final Deque<Piece> enclosing = new ArrayDeque<>();
    private final List<Integer> names = new ArrayList<>();
    private Piece before = Piece.NONE;
    private Piece last = Piece.NONE;
    private @Nullable String excess;
    private boolean isTooDeep;
    private int at;

    PatternScan(String source) {
        this.source = source;
        while (at < source.length()) {
            step(source.charAt(at));
        }
        before = before.and(last);
        while (!enclosing.isEmpty()) {
            before = before.and(enclosing.pop());
        }
    }

    /** About how many instructions the program has. */
    long size() {
        return before.size;
    }

    /** The first repetition that repeats something too often, counting those inside it; null if there is none. */
    @Nullable
    String excess() {
        return excess;
    }

    /** Whether groups nest more deeply than a compiler's stack may have to. */
    boolean isTooDeep() {
        return isTooDeep;
    }

    /** The expression with all its groups nameless. */
    String withoutNames() {
        StringBuilder nameless = new StringBuilder(source.length());
        int from = 0;
        for (int start : names) {
            nameless.append(source, from, start);
            from = source.indexOf('>', start) + 1;
        }
        return nameless.append(source, from, source.length()).toString();
    }

    private void step(char c) {
        switch (c) {
            case '(' -> open();
            case ')' -> {
                last = before.and(last).and(GROUP);
                before = enclosing.isEmpty() ? Piece.NONE : enclosing.pop();
                at++;
            }
            case '{' -> repeat();
            case '*', '+', '?', '|' -> {
                before = before.and(Piece.CHARACTER);
                at++;
            }
            case '\\' -> escape();
            case '[' -> {
                atom(Piece.CHARACTER);
                at = classEnd();
            }
            default -> {
                atom(Piece.CHARACTER);
                at++;
            }
        }
    }

    private void atom(Piece piece) {
        before = before.and(last);
        last = piece;
    }

    private void open() {
        enclosing.push(before.and(last));
        isTooDeep |= enclosing.size() > MOST_NESTED;
        before = Piece.NONE;
        last = Piece.NONE;
        at++;
        int name = source.startsWith("?P<", at) ? at + 3 : source.startsWith("?<", at) ? at + 2 : -1;
        if (name > 0) {
            int end = name;
            while (end < source.length() && isWord(source.charAt(end))) {
                end++;
            }
            if (end > name && end < source.length() && source.charAt(end) == '>') {
                names.add(at);
                at = end + 1;
            }
        }
    }

    private static boolean isWord(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private void escape() {
        if (source.startsWith("\\Q", at)) {
            int end = source.indexOf("\\E", at + 2);
            int quoted = (end < 0 ? source.length() : end) - at - 2;
            // A repetition repeats the last of the quoted characters only.
            atom(new Piece(Math.max(quoted - 1, 0), 1));
            if (quoted > 0) {
                atom(Piece.CHARACTER);
            }
            at = end < 0 ? source.length() : end + 2;
            return;
        }
        atom(Piece.CHARACTER);
        at += 2;
        // The braces of \x{10FFFF} and \p{Greek} are no repetition.
        if (at < source.length() && source.charAt(at) == '{' && "xpP".indexOf(source.charAt(at - 1)) >= 0) {
            while (at < source.length() && source.charAt(at) != '}') {
                at++;
            }
            at++;
        }
    }

    /** The place after the class of characters that begins here; the end of the text if it does not end. */
    private int classEnd() {
        int i = at + 1;
        if (i < source.length() && source.charAt(i) == '^') {
            i++;
        }
        // A bracket right at the beginning belongs to the class.
        int first = i;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (c == ']' && i > first) {
                return i + 1;
            }
            if (c == '\\') {
                i++;
            } else if (source.startsWith("[:", i)) {
                i = afterName(i);
            }
            i++;
        }
        return source.length();
    }

    /** The last place of a name such as {@code [:alpha:]}, or {@code start} when there is none. */
    private int afterName(int start) {
        int i = start + 2;
        while (i < source.length() && (isWord(source.charAt(i)) || source.charAt(i) == '^')) {
            i++;
        }
        return source.startsWith(":]", i) ? i + 1 : start;
    }

    private void repeat() {
        int end = at + 1;
        long largest = -1;
        long number = 0;
        boolean isCount = false;
        for (; end < source.length(); end++) {
            char c = source.charAt(end);
            if (c >= '0' && c <= '9') {
                number = Math.min(number * 10 + c - '0', HUGE);
                largest = Math.max(largest, number);
            } else if (c == ',' && largest >= 0) {
                number = 0;
            } else {
                isCount = c == '}' && largest >= 0;
                break;
            }
        }
        if (!isCount) {
            atom(Piece.CHARACTER);
            at++;
            return;
        }
        boolean tooOften = largest > MOST_TIMES || (largest > 1 && last.times * largest > MOST_TIMES);
        if (excess == null && tooOften) {
            excess = source.substring(at, end + 1);
        }
        last = last.repeated(largest);
        at = end + 1;
    }
}
