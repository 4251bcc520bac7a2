package dev.verdict.expr.library;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What the counted repetitions of a regular expression come to when they are written out. The compiler writes them out
 * before it can be asked, so a short expression could take all memory.
 *
 * @param size about how many instructions the program has
 * @param excess the first repetition that repeats something too often, counting those inside it; null if there is none
 */
record RepetitionScan(long size, @Nullable String excess) {
    private static final long MOST_TIMES = 1_000;

    /** Sizes and counts beyond this are as good as infinite. */
    private static final long HUGE = Integer.MAX_VALUE;

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
            return new Piece(Math.min(size * count, HUGE), Math.min(times * Math.max(count, 1), HUGE));
        }
    }

    static RepetitionScan of(String source) {
        if (source.indexOf('{') < 0) {
            return new RepetitionScan(source.length(), null);
        }
        Deque<Piece> enclosing = new ArrayDeque<>();
        Piece before = Piece.NONE;
        Piece last = Piece.NONE;
        String excess = null;
        for (int i = 0; i < source.length(); i++) {
            switch (source.charAt(i)) {
                case '(' -> {
                    enclosing.push(before.and(last));
                    before = Piece.NONE;
                    last = Piece.NONE;
                }
                case ')' -> {
                    last = before.and(last);
                    before = enclosing.isEmpty() ? Piece.NONE : enclosing.pop();
                }
                case '{' -> {
                    int end = source.indexOf('}', i);
                    long count = end < 0 ? -1 : largestNumber(source, i + 1, end);
                    if (count >= 0) {
                        last = last.repeated(count);
                        boolean tooOften = count > MOST_TIMES || (count > 1 && last.times > MOST_TIMES);
                        if (excess == null && tooOften) {
                            excess = source.substring(i, end + 1);
                        }
                        i = end;
                    }
                }
                case '*', '+', '?', '|' -> before = before.and(Piece.CHARACTER);
                default -> {
                    before = before.and(last);
                    last = Piece.CHARACTER;
                    i = atomEnd(source, i);
                }
            }
        }
        Piece whole = before.and(last);
        while (!enclosing.isEmpty()) {
            whole = whole.and(enclosing.pop());
        }
        return new RepetitionScan(whole.size, excess);
    }

    /** The place of the last character of an escape or a class of characters. */
    static int atomEnd(String source, int start) {
        char c = source.charAt(start);
        if (c == '\\') {
            int braced =
                    start + 2 < source.length() && source.charAt(start + 2) == '{' ? source.indexOf('}', start) : -1;
            boolean isNamed = start + 1 < source.length() && "xpP".indexOf(source.charAt(start + 1)) >= 0;
            return isNamed && braced > 0 ? braced : start + 1;
        }
        if (c != '[') {
            return start;
        }
        int at = start + 1;
        if (at < source.length() && source.charAt(at) == '^') {
            at++;
        }
        // A bracket right at the beginning belongs to the class.
        for (int i = at; i < source.length(); i++) {
            if (source.charAt(i) == '\\') {
                i++;
            } else if (source.charAt(i) == ']' && i > at) {
                return i;
            }
        }
        return start;
    }

    /** The largest number between two places; -1 if that is no count of repetitions. */
    private static long largestNumber(String source, int from, int to) {
        long largest = -1;
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            if (c == ',' && i > from) {
                number = 0;
            } else if (c >= '0' && c <= '9') {
                number = Math.min(number * 10 + c - '0', HUGE);
                largest = Math.max(largest, number);
            } else {
                return -1;
            }
        }
        return largest;
    }
}
