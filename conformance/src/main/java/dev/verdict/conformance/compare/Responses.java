package dev.verdict.conformance.compare;

import dev.verdict.conformance.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The form of responses in which two servers that agree are equal: no call id, unordered parts sorted. */
public final class Responses {
    private Responses() {}

    /** The canonical text of a response or any part of one. */
    public static String canonical(@Nullable Object response) {
        return Json.write(normal(response));
    }

    /** The canonical text without the reasons of failed outputs. */
    public static String withoutErrorText(@Nullable Object response) {
        Object copy = Json.copy(response);
        for (Object result : Json.list(Json.object(copy).get("results"))) {
            for (Object output : Json.list(Json.object(result).get("outputs"))) {
                Json.object(output).replace("error", "");
            }
        }
        return canonical(copy);
    }

    /** The same value with sorted keys, without call id and with unordered parts sorted. */
    public static @Nullable Object normal(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            var sorted = new TreeMap<String, @Nullable Object>();
            Json.object(value).forEach((key, item) -> {
                if (!key.equals("cerbosCallId")) {
                    sorted.put(key, member(key, item));
                }
            });
            return sorted;
        }
        if (value instanceof List<?> items) {
            var normal = new ArrayList<@Nullable Object>();
            items.forEach(item -> normal.add(normal(item)));
            return normal;
        }
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    private static @Nullable Object member(String key, @Nullable Object item) {
        Object normal = normal(item);
        return switch (key) {
            case "effectiveDerivedRoles", "validationErrors" -> sorted(Json.list(normal));
            case "outputs" -> outputs(Json.list(normal));
            default -> normal;
        };
    }

    private static List<@Nullable Object> sorted(List<@Nullable Object> items) {
        items.sort(Comparator.comparing(Json::write));
        return items;
    }

    /** The order of the outputs of one rule for one action is open, the order between rules is not. */
    private static List<@Nullable Object> outputs(List<@Nullable Object> entries) {
        int start = 0;
        for (int end = 1; end <= entries.size(); end++) {
            if (end == entries.size() || !origin(entries.get(end)).equals(origin(entries.get(start)))) {
                sorted(entries.subList(start, end));
                start = end;
            }
        }
        return entries;
    }

    private static String origin(@Nullable Object entry) {
        Map<String, @Nullable Object> fields = Json.object(entry);
        return fields.get("src") + " " + fields.get("action");
    }
}
