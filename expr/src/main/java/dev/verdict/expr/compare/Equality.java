package dev.verdict.expr.compare;

import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.Message;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Uint;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Equality of CEL values: numbers by value across their types, lists and maps member by member, NaN equal to nothing,
 * values of different kinds unequal. Never an error.
 */
public final class Equality {
    private Equality() {}

    /** Whether the two are equal. */
    public static boolean equal(Meter meter, @Nullable Object a, @Nullable Object b) {
        if (a instanceof String s) {
            return s.equals(b);
        }
        if (a instanceof Number || a instanceof Uint) {
            return numbersEqual(a, b);
        }
        if (a instanceof List<?> list) {
            return b instanceof List<?> other && listsEqual(meter, list, other);
        }
        if (a instanceof Map<?, ?> map) {
            return b instanceof Map<?, ?> other && mapsEqual(meter, map, other);
        }
        if (a instanceof OptionalValue left && b instanceof OptionalValue right) {
            return left.present() ? right.present() && equal(meter, left.value(), right.value()) : !right.present();
        }
        return a == null ? b == null : a.equals(b);
    }

    /** Whether {@code list} has an element equal to {@code value}. */
    public static boolean contains(Meter meter, List<?> list, @Nullable Object value) {
        int size = list.size();
        meter.charge(size);
        if (!(list instanceof RandomAccess)) {
            for (Object element : list) {
                if (equal(meter, element, value)) {
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
            if (!equal(meter, element, others.next())) {
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
            if (MapKeys.isAbsent(other) || !equal(meter, entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }
}
