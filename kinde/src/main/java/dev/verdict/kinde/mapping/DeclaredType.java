package dev.verdict.kinde.mapping;

import dev.verdict.kinde.json.JsonReader;
import dev.verdict.kinde.json.MalformedJson;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The type that policies rely on for a flag or a property. */
public enum DeclaredType {
    BOOLEAN,
    STRING,
    INTEGER,
    NUMBER,
    /** Any JSON value. */
    JSON;

    private static final int MAX_DIGITS = 32;

    /** Whether {@code value}, a JSON value, is of this type. */
    public boolean holds(@Nullable Object value) {
        return switch (this) {
            case BOOLEAN -> value instanceof Boolean;
            case STRING -> value instanceof String;
            case INTEGER -> value instanceof Double number && number == Math.rint(number) && !number.isInfinite();
            case NUMBER -> value instanceof Double;
            case JSON -> value != null;
        };
    }

    /**
     * {@code value} as this type: Kinde keeps properties as strings, so {@code "2"} is an integer and {@code "true"} a
     * boolean. Null when it cannot be converted.
     */
    public @Nullable Object convert(@Nullable Object value) {
        if (value instanceof String text && this != STRING) {
            Object converted = parsed(text);
            return holds(converted) ? converted : null;
        }
        return holds(value) ? value : null;
    }

    private @Nullable Object parsed(String text) {
        return switch (this) {
            case BOOLEAN -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
            case INTEGER, NUMBER -> number(text);
            case JSON -> json(text);
            case STRING -> text;
        };
    }

    private static @Nullable Double number(String text) {
        try {
            return text.length() > MAX_DIGITS ? null : finite(new BigDecimal(text).doubleValue());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private static @Nullable Object json(String text) {
        try {
            return JsonReader.STRICT.value(text, "the property");
        } catch (MalformedJson e) {
            return null;
        }
    }
}
