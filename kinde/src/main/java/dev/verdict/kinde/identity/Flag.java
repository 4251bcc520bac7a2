package dev.verdict.kinde.identity;

import org.jspecify.annotations.Nullable;

/**
 * The value of a feature flag.
 *
 * @param type Kinde's letter: {@code b}, {@code s}, {@code i}, {@code j}; empty when not told
 * @param value a JSON value as in {@link dev.verdict.expr.value.Attributes}
 */
public record Flag(String type, @Nullable Object value) {}
