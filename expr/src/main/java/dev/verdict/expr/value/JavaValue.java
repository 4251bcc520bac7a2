package dev.verdict.expr.value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that an application hands over, as CEL values. Unlike attributes, whole numbers stay whole. */
public final class JavaValue {
    private JavaValue() {}

    /**
     * The CEL value for {@code value}: all integers become {@code Long}, {@code Float} becomes {@code Double}, maps and
     * lists are copied with what they hold, the other CEL values stay as they are.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static @Nullable Object toCel(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Double number -> number;
            case Float number -> number.doubleValue();
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Uint number -> number;
            case Bytes bytes -> bytes;
            case Timestamp time -> time;
            case Duration duration -> duration;
            case Attributes object -> object;
            case Map<?, ?> map -> ofMap(map);
            case Iterable<?> items -> {
                List<@Nullable Object> list = new ArrayList<>();
                items.forEach(item -> list.add(toCel(item)));
                yield Collections.unmodifiableList(list);
            }
            default ->
                throw new IllegalArgumentException("expressions cannot work with a value of " + value.getClass());
        };
    }

    private static Map<String, @Nullable Object> ofMap(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, member) -> {
            if (!(name instanceof String text)) {
                throw new IllegalArgumentException("the names in a map must be strings, not " + name);
            }
            copy.put(text, toCel(member));
        });
        return Collections.unmodifiableMap(copy);
    }
}
