package dev.verdict.kinde.mapping;

import dev.verdict.expr.value.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * A flag or property that policies rely on.
 *
 * @param fallback a JSON value of that type, which stands in when the identity has none of that type; null to leave the
 *     key out then
 */
public record Declaration(DeclaredType type, @Nullable Object fallback) {
    /**
     * Checks the fallback.
     *
     * @throws IllegalArgumentException if it is not of the type
     */
    public Declaration {
        fallback = Attributes.normalise(fallback);
        if (fallback != null && !type.holds(fallback)) {
            throw new IllegalArgumentException("the default of a declared key is not of its type " + type);
        }
    }
}
