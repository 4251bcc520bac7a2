package dev.verdict.expr.library;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Compiles regular expressions (RE2) and says what they cost. */
public final class Regexes {
    /** More characters, or more instructions, than this take too much memory and time. */
    static final int MAX_PROGRAM = 100_000;

    /** Instructions that are at work on one character in about one step. */
    private static final int INSTRUCTIONS_PER_STEP = 8;

    private Regexes() {}

    /** A {@link Pattern}, or a {@link CelError} that says what is wrong. */
    public static Object compile(String source) {
        return compile(steps -> {}, source);
    }

    /** As {@link #compile(String)}, paid for before it is done. */
    static Object compile(Meter meter, String source) {
        return compile(meter::charge, source);
    }

    private static Object compile(LongConsumer charge, String source) {
        if (source.length() > MAX_PROGRAM) {
            return tooLarge(source);
        }
        charge.accept(source.length());
        PatternScan scan = new PatternScan(source);
        if (scan.excess() != null) {
            return error("invalid repeat count", scan.excess());
        }
        if (scan.isTooDeep()) {
            return error("expression nests too deeply", source);
        }
        if (scan.size() > MAX_PROGRAM) {
            return tooLarge(source);
        }
        charge.accept(scan.size());
        try {
            return compiled(source);
        } catch (PatternSyntaxException e) {
            // The reference allows two groups of one name.
            return e.getDescription().equals("duplicate capture group name") ? nameless(scan) : error(e);
        }
    }

    private static Object nameless(PatternScan scan) {
        try {
            return compiled(scan.withoutNames());
        } catch (PatternSyntaxException e) {
            return error(e);
        }
    }

    private static Object compiled(String source) {
        Pattern pattern = Pattern.compile(source);
        return pattern.programSize() > MAX_PROGRAM ? tooLarge(source) : pattern;
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

    private static CelError tooLarge(String source) {
        return error("expression too large", source);
    }

    private static CelError error(PatternSyntaxException e) {
        return error(e.getDescription(), e.getPattern());
    }

    private static CelError error(String problem, @Nullable String place) {
        return new CelError("error parsing regexp: " + problem + ": `" + (place == null ? "" : place) + "`");
    }
}
