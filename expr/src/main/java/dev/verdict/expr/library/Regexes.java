package dev.verdict.expr.library;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import org.jspecify.annotations.Nullable;

/** Compiles regular expressions (RE2) and says what they cost. */
public final class Regexes {
    /** More instructions than this take too much memory and time. */
    static final int MAX_PROGRAM = 100_000;

    /** Instructions that are at work on one character in about one step. */
    private static final int INSTRUCTIONS_PER_STEP = 8;

    private Regexes() {}

    /** A {@link Pattern}, or a {@link CelError} that says what is wrong. */
    public static Object compile(String source) {
        RepetitionScan scan = RepetitionScan.of(source);
        if (scan.excess() != null) {
            return error("invalid repeat count", scan.excess());
        }
        if (scan.size() > MAX_PROGRAM) {
            return error("expression too large", source);
        }
        try {
            return Pattern.compile(source);
        } catch (PatternSyntaxException e) {
            // The reference allows two groups of one name.
            return e.getDescription().equals("duplicate capture group name")
                    ? compile(withoutNames(source))
                    : error(e.getDescription(), e.getPattern());
        }
    }

    private static String withoutNames(String source) {
        StringBuilder nameless = new StringBuilder(source.length());
        for (int i = 0; i < source.length(); i++) {
            int last = RepetitionScan.atomEnd(source, i);
            boolean named = source.startsWith("(?P<", i) || source.startsWith("(?<", i);
            if (named) {
                nameless.append('(');
                i = source.indexOf('>', i);
            } else {
                nameless.append(source, i, last + 1);
                i = last;
            }
        }
        return nameless.toString();
    }

    /** Accounts for compiling {@code source}. */
    static void chargeCompilation(Meter meter, String source) {
        meter.charge(Math.min(RepetitionScan.of(source).size(), MAX_PROGRAM));
    }

    /** Whether the pattern matches some part of the text, paid for. */
    public static boolean isFoundIn(Meter meter, Pattern pattern, String text) {
        chargeSearch(meter, pattern, text.length());
        return pattern.matcher(text).find();
    }

    /** Accounts for one search over a text. */
    static void chargeSearch(Meter meter, Pattern pattern, int length) {
        meter.charge((long) length * (pattern.programSize() + INSTRUCTIONS_PER_STEP) / (2 * INSTRUCTIONS_PER_STEP));
    }

    private static CelError error(String problem, @Nullable String place) {
        return new CelError("error parsing regexp: " + problem + ": `" + (place == null ? "" : place) + "`");
    }
}
