package dev.verdict.expr.run;

import java.time.Duration;
import java.util.Objects;

/**
 * What one decision may cost.
 *
 * @param maxSteps steps of evaluation; a step is about one element visited or one short operation
 * @param maxTime wall-clock time
 */
public record Budget(long maxSteps, Duration maxTime) {
    /** A million steps, 50 ms. */
    public static final Budget DEFAULT = new Budget(1_000_000, Duration.ofMillis(50));

    public Budget {
        Objects.requireNonNull(maxTime, "maxTime");
        if (maxSteps <= 0 || maxTime.isNegative() || maxTime.isZero()) {
            throw new IllegalArgumentException("a budget needs a positive number of steps and a positive time");
        }
    }
}
