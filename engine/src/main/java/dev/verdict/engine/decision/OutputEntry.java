package dev.verdict.engine.decision;

import org.jspecify.annotations.Nullable;

/**
 * A value that a rule returns to the caller.
 *
 * @param source {@code <policy key>#<rule name>}
 * @param value a JSON value as in {@link dev.verdict.expr.value.Attributes}; meaningless when {@code error} is set
 * @param error why the expression has no value, or null
 */
public record OutputEntry(
        String source,
        String action,
        @Nullable Object value,
        @Nullable String error) {}
