package dev.verdict.kinde.claims;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.identity.Flag;
import dev.verdict.kinde.json.JsonReader;
import dev.verdict.kinde.json.MalformedJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the claim {@code feature_flags}: key to {@code {"t": letter, "v": value}}. A value that is not of the type that
 * its letter tells is passed over; a letter that is not known makes any value good.
 */
final class FlagReader {
    private final Warnings warnings;

    FlagReader(Warnings warnings) {
        this.warnings = warnings;
    }

    Map<String, Flag> read(Attributes claim) {
        Map<String, Flag> flags = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : claim.entrySet()) {
            Flag flag = entry.getValue() instanceof Attributes encoded ? flag(encoded) : null;
            if (flag == null) {
                warnings.add(
                        "flag " + Warnings.quoted(entry.getKey()) + " has no value of its type and is passed over");
            } else {
                flags.put(entry.getKey(), flag);
            }
        }
        return Collections.unmodifiableMap(flags);
    }

    private static @Nullable Flag flag(Attributes encoded) {
        String type = encoded.get("t") instanceof String letter ? letter : "";
        Object value = encoded.get("v");
        Object typed = switch (type) {
            case "b" -> value instanceof Boolean ? value : null;
            case "s" -> value instanceof String ? value : null;
            case "i" -> value instanceof Double number ? truncated(number) : null;
            case "j" -> value instanceof String text ? parsed(text) : value;
            default -> value;
        };
        return typed == null ? null : new Flag(type, typed);
    }

    /** Kinde drops the decimals of integer flags as well. */
    private static Double truncated(double number) {
        return number < 0 ? Math.ceil(number) : Math.floor(number);
    }

    /** The JSON value inside of {@code text}, or the text itself if there is none. */
    private static @Nullable Object parsed(String text) {
        try {
            return JsonReader.STRICT.value(text, "the flag");
        } catch (MalformedJson e) {
            return text;
        }
    }
}
