package dev.verdict.policy.model;

import org.jspecify.annotations.Nullable;

/**
 * A named JSON value.
 *
 * @param value {@code String}, {@code Boolean}, {@code Double}, null, or unmodifiable {@code List} and {@code Map} of those
 */
public record ConstantDefinition(
        Located<String> name, @Nullable Object value) {}
