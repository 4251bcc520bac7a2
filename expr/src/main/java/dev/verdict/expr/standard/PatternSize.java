package dev.verdict.expr.standard;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An estimate of how many instructions a regular expression compiles to: repetitions are written out, so that nested ones
 * multiply. Looks at the pattern's text only; what is not a pattern at all is left to the compiler.
 */
final class PatternSize {
    private static final int MOST_REPEATED = 1000;
    private static final int MOST_NESTED = 1000;
    private static final long LARGEST = 200_000;

    /** Sizes and repetitions of the groups around the place being read. */
    private final Deque<Group> open = new ArrayDeque<>();

    private final String pattern;
    private Group group = new Group();
    private int at;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /**
     * The estimate.
     *
     * @throws PatternSyntaxException if it is larger than any honest pattern needs
     */
    static long of(String pattern) {
        return new PatternSize(pattern).read();
    }

    /** A group, or the whole pattern. */
    private static final class Group {
        private long size;
        private int repeated = 1;
        /** Of the last thing read, which a repetition would repeat. */
        private long lastSize;

        private int lastRepeated = 1;

        private void add(long thing, int repetitions) {
            size += thing;
            lastSize = thing;
            lastRepeated = repetitions;
            repeated = Math.max(repeated, repetitions);
        }
    }

    private long read() {
        while (at < pattern.length()) {
            switch (pattern.charAt(at)) {
                case '\\' -> escape();
                case '[' -> characterClass();
                case '(' -> open();
                case ')' -> close();
                case '{' -> repeat();
                default -> group.add(1, 1);
            }
            if (group.size > LARGEST) {
                throw new PatternSyntaxException("expression too large", pattern);
            }
            at++;
        }
        return group.size + 1;
    }

    private void escape() {
        boolean quoted = pattern.startsWith("\\Q", at);
        int end = quoted ? pattern.indexOf("\\E", at) : at + 1;
        int last = end < 0 ? pattern.length() : quoted ? end + 1 : end;
        group.add(quoted ? last - at : 1, 1);
        at = last;
    }

    private void characterClass() {
        int start = at;
        // A bracket right at the beginning stands for itself.
        at += pattern.startsWith("[^]", at) ? 3 : pattern.startsWith("[]", at) ? 2 : 1;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            if (pattern.charAt(at) == '\\') {
                at++;
            } else if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
                at = pattern.indexOf(":]", at) + 1;
            }
            at++;
        }
        group.add(1 + (at - start) / 4, 1);
    }

    private void open() {
        if (open.size() >= MOST_NESTED) {
            throw new PatternSyntaxException("expression nests too deeply", pattern);
        }
        open.push(group);
        group = new Group();
    }

    private void close() {
        if (!open.isEmpty()) {
            Group inner = group;
            group = open.pop();
            group.add(inner.size + 2, inner.repeated);
        }
    }

    private void repeat() {
        int end = pattern.indexOf('}', at);
        int times = end < 0 ? -1 : times(pattern.substring(at + 1, end));
        if (times < 0) {
            group.add(1, 1);
            return;
        }
        long repeated = (long) Math.max(times, 1) * group.lastRepeated;
        if (repeated > MOST_REPEATED) {
            throw new PatternSyntaxException("invalid repeat count", pattern.substring(at, end + 1));
        }
        group.size -= group.lastSize;
        group.add(group.lastSize * Math.max(times, 1), (int) repeated);
        at = end;
    }

    /** The larger of the two numbers in {@code 2,5}, or -1 when this is no repetition. */
    private static int times(String range) {
        int comma = range.indexOf(',');
        int least = number(comma < 0 ? range : range.substring(0, comma));
        int most = comma < 0 || comma == range.length() - 1 ? least : number(range.substring(comma + 1));
        return least < 0 || most < 0 ? -1 : Math.max(least, most);
    }

    private static int number(String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = Math.min(10 * number + (c - '0'), MOST_REPEATED + 1);
        }
        return number;
    }
}
