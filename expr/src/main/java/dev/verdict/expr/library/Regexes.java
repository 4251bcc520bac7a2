package dev.verdict.expr.library;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.ArrayDeque;
import java.util.Deque;

/** Compiles regular expressions (RE2) and says what they cost. */
public final class Regexes {
    /** More instructions than this take too much memory and time. */
    static final int MAX_PROGRAM = 100_000;

    /** Instructions that are at work on one character in about one step. */
    private static final int INSTRUCTIONS_PER_STEP = 8;

    private Regexes() {}

    /** A {@link Pattern}, or a {@link CelError} that says what is wrong. */
    public static Object compile(String source) {
        if (expandedSize(source) > MAX_PROGRAM) {
            return tooLarge(source);
        }
        try {
            return Pattern.compile(source);
        } catch (PatternSyntaxException e) {
            return new CelError("error parsing regexp: " + e.getDescription() + ": `" + e.getPattern() + "`");
        }
    }

    /** Accounts for compiling {@code source}. */
    public static void chargeCompilation(Meter meter, String source) {
        meter.charge(Math.min(expandedSize(source), MAX_PROGRAM));
    }

    /** Accounts for one search over a text. */
    public static void chargeSearch(Meter meter, Pattern pattern, int length) {
        meter.charge((long) length * (pattern.programSize() + INSTRUCTIONS_PER_STEP) / (2 * INSTRUCTIONS_PER_STEP));
    }

    private static CelError tooLarge(String source) {
        return new CelError("error parsing regexp: expression too large: `" + source + "`");
    }

    /**
     * About how many instructions the expression comes to once its counted repetitions are written out. The compiler does
     * so before it can be asked.
     */
    private static long expandedSize(String source) {
        Deque<Long> enclosing = new ArrayDeque<>();
        long size = 0;
        long last = 0;
        for (int i = 0; i < source.length(); i++) {
            switch (source.charAt(i)) {
                case '\\' -> {
                    i++;
                    last = 1;
                    size++;
                }
                case '(' -> {
                    enclosing.push(size);
                    size = 0;
                }
                case ')' -> {
                    last = size + 2;
                    size = last + (enclosing.isEmpty() ? 0 : enclosing.pop());
                }
                case '{' -> {
                    int end = source.indexOf('}', i);
                    long times = end < 0 ? 0 : largestNumber(source, i + 1, end);
                    if (times > 0) {
                        size += last * (times - 1);
                        last *= times;
                        i = end;
                    }
                }
                default -> {
                    last = 1;
                    size++;
                }
            }
            size = Math.min(size, Integer.MAX_VALUE);
            last = Math.min(last, Integer.MAX_VALUE);
        }
        while (!enclosing.isEmpty()) {
            size += enclosing.pop();
        }
        return size;
    }

    /** The largest number between two places; 0 if there is anything but numbers and a comma. */
    private static long largestNumber(String source, int from, int to) {
        long largest = 0;
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = source.charAt(i);
            if (c == ',') {
                number = 0;
            } else if (c >= '0' && c <= '9') {
                number = Math.min(number * 10 + c - '0', 10_000);
                largest = Math.max(largest, number);
            } else {
                return 0;
            }
        }
        return largest;
    }
}
