package dev.verdict.kinde.emulator.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object under construction: members in the order in which they are put. Not safe for use by several threads. */
public final class JsonObject {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** An object with one member. */
    public static JsonObject with(String name, @Nullable Object value) {
        return new JsonObject().and(name, value);
    }

    /** Adds a member; null becomes JSON's null. */
    public JsonObject and(String name, @Nullable Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds a member unless its value is null. */
    public JsonObject andIfPresent(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** The members so far; later changes show. */
    public Map<String, @Nullable Object> map() {
        return members;
    }

    /** The member as text, or {@code fallback} when it is missing or no string. */
    public static String text(Map<String, ?> object, String name, String fallback) {
        return object.get(name) instanceof String text ? text : fallback;
    }

    /** The strings in a list member; empty when there is no list. */
    public static List<String> texts(Map<String, ?> object, String name) {
        return object.get(name) instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The objects in a list member; empty when there is no list. */
    public static List<Map<String, @Nullable Object>> objects(Map<String, ?> object, String name) {
        return object.get(name) instanceof List<?> items
                ? items.stream().flatMap(JsonObject::asObject).toList()
                : List.of();
    }

    /** A member that is an object; empty when it is none. */
    public static Map<String, @Nullable Object> object(Map<String, ?> object, String name) {
        return asObject(object.get(name)).findFirst().orElseGet(LinkedHashMap::new);
    }

    private static Stream<Map<String, @Nullable Object>> asObject(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Stream.empty();
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, member) -> copy.put(String.valueOf(name), member));
        return Stream.of(copy);
    }
}
