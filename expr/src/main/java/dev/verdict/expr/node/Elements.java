package dev.verdict.expr.node;

import dev.verdict.expr.run.Frame;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.TypeValue;
import dev.verdict.expr.value.Typed;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks over what a comprehension ranges over, setting its loop variables. */
final class Elements {
    /** Second variable of a loop that has one only. */
    static final int NO_VARIABLE = -1;

    private final @Nullable List<?> list;
    private final @Nullable Iterator<? extends Map.Entry<?, ?>> entries;
    private int position;

    private Elements(@Nullable List<?> list, @Nullable Iterator<? extends Map.Entry<?, ?>> entries) {
        this.list = list;
        this.entries = entries;
    }

    /** The walk over {@code range}, or null when that is neither a list nor a map. */
    static @Nullable Elements of(@Nullable Object range) {
        return switch (range) {
            case List<?> list -> new Elements(list, null);
            case Map<?, ?> map -> new Elements(null, map.entrySet().iterator());
            case null -> null;
            default -> null;
        };
    }

    /** Why {@code range} cannot be walked over with one variable, or with two if {@code second} is one. */
    static CelError notIterable(@Nullable Object range, int second) {
        if (range instanceof CelError error) {
            return error;
        }
        return new CelError(
                second == NO_VARIABLE
                        ? "got '" + hostType(range) + "', expected iterable type"
                        : "unsupported comprehension range type: " + hostType(range));
    }

    /** Sets the variables to the next element; false when there is none. */
    boolean advance(Frame frame, int first, int second) {
        if (list != null) {
            if (position >= list.size()) {
                return false;
            }
            frame.charge(1);
            if (second == NO_VARIABLE) {
                frame.local(first, list.get(position));
            } else {
                frame.local(first, (long) position);
                frame.local(second, list.get(position));
            }
            position++;
            return true;
        }
        if (entries == null || !entries.hasNext()) {
            return false;
        }
        frame.charge(1);
        Map.Entry<?, ?> entry = entries.next();
        frame.local(first, entry.getKey());
        if (second != NO_VARIABLE) {
            frame.local(second, entry.getValue());
        }
        return true;
    }

    /** The reference names its own implementation types in a few messages. */
    static String hostType(@Nullable Object value) {
        return switch (value) {
            case null -> "types.Null";
            case Double d -> "types.Double";
            case Long l -> "types.Int";
            case Uint u -> "types.Uint";
            case Boolean b -> "types.Bool";
            case String s -> "types.String";
            case Bytes b -> "types.Bytes";
            case Timestamp t -> "types.Timestamp";
            case Duration d -> "types.Duration";
            case TypeValue t -> "types.Type";
            case Typed typed -> typed.hostTypeName();
            default -> "types." + value.getClass().getSimpleName();
        };
    }
}
