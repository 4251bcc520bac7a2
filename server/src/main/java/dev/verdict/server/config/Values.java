package dev.verdict.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The typed values of a configuration by their paths; a key that is not set has the default of the registry. */
final class Values {
    private final Map<String, Object> values;
    private final Map<String, Place> places;

    Values(Map<String, Object> values, Map<String, Place> places) {
        this.values = values;
        this.places = places;
    }

    boolean isSet(String path) {
        return values.containsKey(path);
    }

    /** Whether anything was written at or below {@code path}. */
    boolean isWritten(String path) {
        return places.containsKey(path);
    }

    /** The place of the key, or of the nearest map around it that was written. */
    Place placeOf(String path) {
        String at = path;
        while (true) {
            Place place = places.get(at);
            if (place != null) {
                return place;
            }
            int cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
            at = cut < 0 ? "" : at.substring(0, cut);
            if (cut < 0 && !places.containsKey("")) {
                return Place.whole("configuration");
            }
        }
    }

    String text(String path) {
        return value(path, String.class);
    }

    boolean flag(String path) {
        return value(path, Boolean.class);
    }

    int count(String path) {
        return value(path, Long.class).intValue();
    }

    long number(String path) {
        return value(path, Long.class);
    }

    Duration duration(String path) {
        return value(path, Duration.class);
    }

    @Nullable
    Path path(String path) {
        return (Path) values.get(path);
    }

    /** The value of the key, or null when it is not set and has no default. */
    <T> @Nullable T optional(String path, Class<T> type) {
        Object value = values.get(path);
        if (value == null) {
            value = defaultOf(path);
        }
        return value == null ? null : type.cast(value);
    }

    <T> T value(String path, Class<T> type) {
        T value = optional(path, type);
        if (value == null) {
            throw new IllegalStateException("key " + path + " has no value and no default");
        }
        return value;
    }

    List<String> texts(String path, List<String> fallback) {
        Object value = values.get(path);
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : fallback;
    }

    int elements(String path) {
        return values.get(path) instanceof Integer size ? size : 0;
    }

    ConfigNode.@Nullable Mapping mapping(String path) {
        return (ConfigNode.Mapping) values.get(path);
    }

    private static @Nullable Object defaultOf(String path) {
        Key key = Keys.at(Keys.pattern(path));
        if (key == null) {
            throw new IllegalStateException("key " + path + " is not registered");
        }
        if (key.defaultText().isEmpty() && !(key.type() instanceof ValueType.Text)) {
            return null;
        }
        var scalar = new ConfigNode.Scalar(key.defaultText(), false, Place.whole("default"));
        return switch (key.type().read(scalar)) {
            case ValueType.Outcome.Value fitting -> fitting.value();
            case ValueType.Outcome.Unfit unfit ->
                throw new IllegalStateException("default of " + path + " " + unfit.reason());
        };
    }
}
