package dev.verdict.expr.value;

import java.time.Instant;

/**
 * A CEL {@code timestamp}. Equality and order are those of the instant; the offset only shows in the string form.
 *
 * @param offsetSeconds offset from UTC in which the value was written
 */
public record Timestamp(Instant instant, int offsetSeconds) implements Comparable<Timestamp> {
    public static Timestamp utc(Instant instant) {
        return new Timestamp(instant, 0);
    }

    @Override
    public int compareTo(Timestamp other) {
        return instant.compareTo(other.instant);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timestamp that && instant.equals(that.instant);
    }

    @Override
    public int hashCode() {
        return instant.hashCode();
    }
}
