package dev.verdict.kinde.identity;

import java.util.Objects;

/**
 * A part of an identity and where it comes from.
 *
 * @param value empty, never null, when the provenance is {@link Provenance#ABSENT}
 */
public record Sourced<T>(T value, Provenance provenance) {
    public Sourced {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(provenance, "provenance");
    }

    public static <T> Sourced<T> absent(T empty) {
        return new Sourced<>(empty, Provenance.ABSENT);
    }

    public boolean isAbsent() {
        return provenance == Provenance.ABSENT;
    }
}
