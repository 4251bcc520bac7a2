package dev.verdict.kinde.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long fetched keys are kept before newer ones are asked for.
 *
 * @param fixed whatever the answer says, or null
 * @param usual when the answer does not say
 */
record Lifetimes(@Nullable Duration fixed, Duration usual, Duration shortest, Duration longest) {
    /** A removed key is noticed after five minutes at the latest, so little longer than verified tokens are remembered. */
    static final Lifetimes STRICT =
            new Lifetimes(null, Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(5));

    static Lifetimes usual(@Nullable Duration fixed) {
        return new Lifetimes(fixed, Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(1));
    }

    Duration of(@Nullable Duration told) {
        if (fixed != null) {
            return fixed;
        }
        Duration lifetime = told == null ? usual : told;
        Duration bounded = lifetime.compareTo(longest) > 0 ? longest : lifetime;
        return bounded.compareTo(shortest) < 0 ? shortest : bounded;
    }
}
