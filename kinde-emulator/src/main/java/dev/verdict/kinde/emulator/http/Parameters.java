package dev.verdict.kinde.emulator.http;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of a query or a form, each with one or more values. Immutable. */
public record Parameters(Map<String, List<String>> values) {
    public Parameters {
        values = Map.copyOf(values);
    }

    /** Reads a query or a body of the type {@code application/x-www-form-urlencoded}; null is none. */
    static Parameters parse(@Nullable String text) {
        return new Parameters(URLUtils.parseParameters(text));
    }

    /** The first value, or null. */
    public @Nullable String first(String name) {
        List<String> all = values.get(name);
        return all == null || all.isEmpty() ? null : all.get(0);
    }

    /** The first value, or {@code fallback}. */
    public String first(String name, String fallback) {
        String value = first(name);
        return value == null ? fallback : value;
    }

    /** The first value as a number within bounds; {@code fallback} when it is missing or no number. */
    public int number(String name, int fallback, int min, int max) {
        try {
            return Math.clamp(Long.parseLong(first(name, "")), min, max);
        } catch (NumberFormatException e) {
            return fallback;
        }
    }
}
