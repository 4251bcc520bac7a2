package dev.verdict.expr.node;

import dev.verdict.expr.compare.MapKeys;
import dev.verdict.expr.text.NumberText;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Message;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.TypeNames;
import dev.verdict.expr.value.Typed;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a member is found by its name, key or position. */
final class Lookup {
    static final CelError NAME_IN_LIST = new CelError("unsupported index type 'string' in list");

    static final CelError NAME_OF_POSITION = new CelError("unsupported index type 'string'");

    private Lookup() {}

    /** The member, {@link MapKeys#ABSENT}, or an error; what is neither map nor list has no members. */
    @SuppressWarnings("unchecked") // reading by any name is safe
    static @Nullable Object field(@Nullable Object value, String name) {
        return switch (value) {
            case Message message -> {
                Object field = message.field(name);
                yield field == null ? MapKeys.ABSENT : field;
            }
            case Map<?, ?> map -> ((Map<Object, @Nullable Object>) map).getOrDefault(name, MapKeys.ABSENT);
            case List<?> list -> NAME_IN_LIST;
            case Typed typed -> typed.hasPositions() ? NAME_OF_POSITION : MapKeys.ABSENT;
            case null -> MapKeys.ABSENT;
            default -> MapKeys.ABSENT;
        };
    }

    /** The element at {@code key}, or an error. */
    static @Nullable Object element(List<?> list, @Nullable Object key) {
        long position = switch (key) {
            case Long x -> x;
            case Uint x -> x.bits();
            case Double x -> isIntegral(x) ? x.longValue() : -1;
            case null -> -1;
            default -> -1;
        };
        if (position >= 0 && position < list.size()) {
            return list.get((int) position);
        }
        return switch (key) {
            case Long x -> new CelError("index out of bounds: " + x);
            case Uint x -> new CelError("index out of bounds: " + x);
            case Double x ->
                new CelError(
                        isIntegral(x)
                                ? "index out of bounds: " + text(x)
                                : "unsupported index value " + text(x) + " in list");
            case null -> new CelError("unsupported index type '" + TypeNames.of(key) + "' in list");
            default -> new CelError("unsupported index type '" + TypeNames.of(key) + "' in list");
        };
    }

    private static boolean isIntegral(double number) {
        return number == (long) number;
    }

    /** The member of the value inside {@code optional}, if both exist; an optional, or an error. */
    static Object optional(OptionalValue optional, @Nullable Object key) {
        if (!optional.present()) {
            return OptionalValue.NONE;
        }
        Object value = optional.value();
        return switch (value) {
            case Map<?, ?> map -> {
                Object member = MapKeys.find(map, key);
                yield MapKeys.isAbsent(member) ? OptionalValue.NONE : OptionalValue.of(member);
            }
            case List<?> list -> {
                Object element = element(list, key);
                yield element instanceof CelError error
                        ? error.message().startsWith("index out of bounds") ? OptionalValue.NONE : error
                        : OptionalValue.of(element);
            }
            case null -> OptionalValue.NONE;
            default -> OptionalValue.NONE;
        };
    }

    /** The error for a key of a type that can never be one, or null. The reference names its own types here. */
    static @Nullable CelError unusable(@Nullable Object key) {
        return switch (key) {
            case null -> new CelError("invalid qualifier type: types.Null");
            case List<?> list -> new CelError("invalid qualifier type: *types.baseList");
            case Map<?, ?> map -> new CelError("invalid qualifier type: *types.baseMap");
            case Bytes bytes -> unusableType(bytes);
            case Timestamp time -> unusableType(time);
            case Duration duration -> unusableType(duration);
            case Typed typed -> unusableType(typed);
            default -> null;
        };
    }

    private static CelError unusableType(Object key) {
        return new CelError("invalid qualifier type: " + Elements.hostType(key));
    }

    /** A key as error texts show it. */
    static String text(@Nullable Object key) {
        return switch (key) {
            case null -> "null";
            case Double number -> NumberText.ofDouble(number);
            default -> key.toString();
        };
    }
}
