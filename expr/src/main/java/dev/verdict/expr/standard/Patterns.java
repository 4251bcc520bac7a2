package dev.verdict.expr.standard;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.verdict.expr.run.Meter;

/** Regular expressions of RE2 with bounds on what they cost to compile. Safe for use by several threads. */
public final class Patterns {
    private Patterns() {}

    /**
     * The compiled pattern, paid for.
     *
     * @throws PatternSyntaxException if {@code expression} is not a pattern of RE2, or too large a one
     */
    public static Pattern compile(Meter meter, String expression) {
        meter.charge(PatternSize.of(expression));
        return Pattern.compile(expression);
    }

    /**
     * The compiled pattern.
     *
     * @throws PatternSyntaxException if {@code expression} is not a pattern of RE2, or too large a one
     */
    public static Pattern compile(String expression) {
        PatternSize.of(expression);
        return Pattern.compile(expression);
    }
}
