package dev.verdict.expr.compare;

import dev.verdict.expr.run.Meter;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.Message;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Typed;
import dev.verdict.expr.value.Uint;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Equality of CEL values: numbers by value across their types, lists and maps member by member, NaN equal to nothing,
 * values of different kinds unequal. Some of Verdict's own types cannot be compared with everything, and some are equal to
 * texts, but only where they stand on the left.
 */
public final class Equality {
    private Equality() {}

    /** Whether the two are equal; {@link Truth#ERROR} if that is not defined. */
    public static Truth test(Meter meter, @Nullable Object a, @Nullable Object b) {
        if (a instanceof String s) {
            return Truth.of(s.equals(b));
        }
        if (a instanceof Number || a instanceof Uint) {
            return Truth.of(numbersEqual(a, b));
        }
        if (a instanceof List<?> list) {
            return Truth.of(b instanceof List<?> other && listsEqual(meter, list, other));
        }
        if (a instanceof Map<?, ?> map) {
            return Truth.of(b instanceof Map<?, ?> other && mapsEqual(meter, map, other));
        }
        if (a instanceof Typed typed && b != null) {
            return typed.comparesWith(b) ? Truth.of(typed.isEqualTo(b)) : Truth.ERROR;
        }
        if (a instanceof OptionalValue left && b instanceof OptionalValue right && left.present() && right.present()) {
            return test(meter, left.value(), right.value());
        }
        return Truth.of(a == null ? b == null : a.equals(b));
    }

    /** Whether the two are known to be equal. */
    public static boolean equal(Meter meter, @Nullable Object a, @Nullable Object b) {
        return test(meter, a, b) == Truth.TRUE;
    }

    /** Whether {@code list} has an element to which {@code value} is equal. */
    public static boolean contains(Meter meter, List<?> list, @Nullable Object value) {
        int size = list.size();
        meter.charge(size);
        if (!(list instanceof RandomAccess)) {
            for (Object element : list) {
                if (equal(meter, value, element)) {
                    return true;
                }
            }
            return false;
        }
        if (value instanceof String text) {
            for (int i = 0; i < size; i++) {
                if (text.equals(list.get(i))) {
                    return true;
                }
            }
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (equal(meter, value, list.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean numbersEqual(Object a, @Nullable Object b) {
        return switch (b) {
            case Double y -> doubleEquals(a, y);
            case Long y ->
                switch (a) {
                    case Long x -> x.longValue() == y.longValue();
                    case Double x -> doubleEquals(y, x);
                    case Uint x -> x.bits() == y && y >= 0;
                    default -> false;
                };
            case Uint y ->
                switch (a) {
                    case Uint x -> x.bits() == y.bits();
                    case Long x -> y.bits() == x && x >= 0;
                    case Double x -> doubleEquals(y, x);
                    default -> false;
                };
            case null -> false;
            default -> false;
        };
    }

    private static boolean doubleEquals(Object number, double value) {
        return Order.compareNumbers(number, value) == 0;
    }

    private static boolean listsEqual(Meter meter, List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        meter.charge(a.size());
        Iterator<?> others = b.iterator();
        for (Object element : a) {
            // matches reference: members that cannot be compared do not make their lists unequal
            if (test(meter, element, others.next()) == Truth.FALSE) {
                return false;
            }
        }
        return true;
    }

    private static boolean mapsEqual(Meter meter, Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size() || a instanceof Message != b instanceof Message) {
            return false;
        }
        meter.charge(a.size());
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            Object other = MapKeys.find(b, entry.getKey());
            if (MapKeys.isAbsent(other) || test(meter, entry.getValue(), other) == Truth.FALSE) {
                return false;
            }
        }
        return true;
    }
}
