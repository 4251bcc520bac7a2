package dev.verdict.expr.compare;

import dev.verdict.expr.value.Uint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks keys up in maps by the equality of CEL: a number finds the key of equal value whatever its type. */
public final class MapKeys {
    /** Stands for a member that does not exist, where null is a value. */
    public static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "absent";
        }
    };

    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    private MapKeys() {}

    /** The value under {@code key}, or {@link #ABSENT}. */
    @SuppressWarnings("unchecked") // a look-up never puts anything into the map
    public static @Nullable Object find(Map<?, ?> map, @Nullable Object key) {
        Map<Object, @Nullable Object> members = (Map<Object, @Nullable Object>) map;
        return switch (key) {
            case String name -> members.getOrDefault(name, ABSENT);
            case Boolean flag -> members.getOrDefault(flag, ABSENT);
            case Long number -> findInteger(members, number, number >= 0, true);
            case Uint number -> findInteger(members, number.bits(), true, number.bits() >= 0);
            case Double number -> findDouble(members, number);
            case null -> ABSENT;
            default -> ABSENT;
        };
    }

    /** Whether {@code value} is {@link #ABSENT}. */
    @SuppressWarnings("ReferenceEquality") // there is only one
    public static boolean isAbsent(@Nullable Object value) {
        return value == ABSENT;
    }

    /** Whether CEL allows {@code key} as the key of a map. */
    public static boolean isKey(@Nullable Object key) {
        return key instanceof String || key instanceof Boolean || isNumber(key);
    }

    private static boolean isNumber(@Nullable Object key) {
        return key instanceof Long || key instanceof Uint || key instanceof Double;
    }

    private static @Nullable Object findInteger(
            Map<Object, @Nullable Object> members, long bits, boolean unsigned, boolean signed) {
        Object found = signed ? members.getOrDefault(bits, ABSENT) : ABSENT;
        if (isAbsent(found) && unsigned) {
            found = members.getOrDefault(new Uint(bits), ABSENT);
        }
        return found;
    }

    private static @Nullable Object findDouble(Map<Object, @Nullable Object> members, double number) {
        Object found = members.getOrDefault(number == 0 ? 0.0 : number, ABSENT);
        if (!isAbsent(found) || number != Math.rint(number)) {
            return found;
        }
        if (number >= -TWO_TO_63 && number < TWO_TO_63) {
            found = members.getOrDefault((long) number, ABSENT);
        }
        if (isAbsent(found) && number >= 0 && number < TWO_TO_64) {
            long bits = number < TWO_TO_63 ? (long) number : (long) (number - TWO_TO_63) + Long.MIN_VALUE;
            found = members.getOrDefault(new Uint(bits), ABSENT);
        }
        return found;
    }
}
