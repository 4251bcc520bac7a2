package dev.verdict.expr.library;

import dev.verdict.expr.compare.Order;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stable sorting of lists whose elements, or keys, all have the same type. */
final class Sorting {
    private Sorting() {}

    static Object sort(Meter meter, List<? extends @Nullable Object> values) {
        CelError refusal = refusal(meter, values);
        if (refusal != null) {
            return refusal;
        }
        @Nullable Object[] sorted = values.toArray();
        Arrays.sort(sorted, Sorting::compare);
        return Collections.unmodifiableList(Arrays.asList(sorted));
    }

    /** The values in the order of their keys. */
    static Object sort(Meter meter, List<? extends @Nullable Object> values, List<? extends @Nullable Object> keys) {
        if (values.size() != keys.size()) {
            return new CelError("@sortByAssociatedKeys() expected a list of the same size as the associated keys list,"
                    + " but got " + values.size() + " and " + keys.size() + " elements respectively");
        }
        CelError refusal = refusal(meter, keys);
        if (refusal != null) {
            return refusal;
        }
        Integer[] order = new Integer[keys.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> compare(keys.get(i), keys.get(j)));
        @Nullable Object[] sorted = new @Nullable Object[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = values.get(order[i]);
        }
        return Collections.unmodifiableList(Arrays.asList(sorted));
    }

    private static @Nullable CelError refusal(Meter meter, List<? extends @Nullable Object> keys) {
        if (keys.isEmpty()) {
            return null;
        }
        Cost.sorting(meter, keys.size());
        Object first = keys.getFirst();
        if (!isComparable(first)) {
            return new CelError("list elements must be comparable");
        }
        for (Object key : keys) {
            if (key == null || key.getClass() != first.getClass()) {
                return new CelError("list elements must have the same type");
            }
        }
        return null;
    }

    private static boolean isComparable(@Nullable Object value) {
        return value instanceof String
                || Numbers.isNumber(value)
                || value instanceof Boolean
                || value instanceof Timestamp
                || value instanceof Duration
                || value instanceof Bytes;
    }

    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            // A total order: a sort needs a place for NaN.
            return x == y.doubleValue() ? 0 : Double.compare(x, y);
        }
        return Order.compare(a, b);
    }
}
