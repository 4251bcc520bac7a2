package dev.verdict.expr.library;

import dev.verdict.expr.compare.Equality;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.TypeValue;
import dev.verdict.expr.value.Typed;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set of CEL values by the equality of CEL, where numbers are equal across their types and NaN is equal to nothing.
 * Simple values are found by hashing, lists, maps and very large integers by going through them. Not for use by several
 * threads.
 */
final class ValueSet {
    /** Up to this size looking through a list costs less than hashing it. */
    private static final int SMALL = 8;

    /** Integers up to this size are exact as doubles, which is what numbers are hashed as. */
    private static final long EXACT = 1L << 53;

    private static final Object NULL = new Object();

    private final Meter meter;
    private final Set<Object> hashed = new HashSet<>();
    private final List<@Nullable Object> others = new ArrayList<>();

    ValueSet(Meter meter) {
        this.meter = meter;
    }

    /** Whether some of the values are elements of a list. */
    interface Membership {
        boolean contains(@Nullable Object value);
    }

    /** The quickest way to look up about {@code lookups} values in {@code list}. */
    static Membership in(Meter meter, List<? extends @Nullable Object> list, int lookups) {
        if (list.size() <= SMALL || lookups <= 1) {
            return value -> Equality.contains(meter, list, value);
        }
        meter.charge(2L * list.size());
        ValueSet set = new ValueSet(meter);
        for (Object element : list) {
            set.add(element);
        }
        return set::contains;
    }

    /** Adds a value without looking for an equal one in those that cannot be hashed. */
    void add(@Nullable Object value) {
        Object key = key(value);
        if (key == null) {
            others.add(value);
        } else {
            hashed.add(key);
        }
    }

    boolean contains(@Nullable Object value) {
        Object key = key(value);
        if (key != null) {
            return hashed.contains(key) || (!others.isEmpty() && key instanceof Double && inOthers(value));
        }
        if (value instanceof Typed typed && isEqualToText(typed)) {
            return true;
        }
        Double number = Numbers.toDouble(value);
        return (number != null && hashed.contains(number)) || (!others.isEmpty() && inOthers(value));
    }

    /** Whether nothing in it is of a type whose equality depends on the side. */
    static boolean isSymmetric(@Nullable Object value) {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (!isSymmetric(element)) {
                    return false;
                }
            }
            return true;
        }
        return !(value instanceof Typed || value instanceof Map<?, ?> || value instanceof OptionalValue);
    }

    /** Some values of own types are equal to texts, though not the texts to them. */
    private boolean isEqualToText(Typed value) {
        meter.charge(hashed.size());
        for (Object key : hashed) {
            if (key instanceof String && value.comparesWith(key) && value.isEqualTo(key)) {
                return true;
            }
        }
        return false;
    }

    private boolean inOthers(@Nullable Object value) {
        return Equality.contains(meter, others, value);
    }

    /** What stands for the value among the hashed ones; null if it cannot be hashed. */
    private static @Nullable Object key(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case String text -> text;
            case Double number -> number.isNaN() ? null : number == 0 ? (Object) 0.0 : number;
            case Long number -> number >= -EXACT && number <= EXACT ? (Object) number.doubleValue() : null;
            case Uint number -> number.bits() >= 0 && number.bits() <= EXACT ? (Object) (double) number.bits() : null;
            case Boolean flag -> flag;
            case Timestamp instant -> instant;
            case Duration duration -> duration;
            case Bytes bytes -> bytes;
            case TypeValue type -> type;
            default -> null;
        };
    }
}
