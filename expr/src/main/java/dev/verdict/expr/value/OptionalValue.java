package dev.verdict.expr.value;

import org.jspecify.annotations.Nullable;

/** A CEL optional. Unlike {@link java.util.Optional} it can hold null. */
public record OptionalValue(boolean present, @Nullable Object value) {
    public static final OptionalValue NONE = new OptionalValue(false, null);

    public static OptionalValue of(@Nullable Object value) {
        return new OptionalValue(true, value);
    }
}
