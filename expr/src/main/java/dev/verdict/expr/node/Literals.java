package dev.verdict.expr.node;

import dev.verdict.expr.run.Frame;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.OptionalValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and maps written out in an expression. */
final class Literals {
    private Literals() {}

    /** {@code [a, ?b]}. */
    static final class ListLiteral extends Node {
        private final Node[] elements;
        private final boolean[] optional;

        ListLiteral(Node[] elements, boolean[] optional) {
            this.elements = elements;
            this.optional = optional;
        }

        @Override
        public Object eval(Frame frame) {
            frame.charge(elements.length);
            List<@Nullable Object> values = new ArrayList<>(elements.length);
            for (int i = 0; i < elements.length; i++) {
                Object value = elements[i].eval(frame);
                if (value instanceof CelError error) {
                    return error;
                }
                if (!optional[i]) {
                    values.add(value);
                } else if (!(value instanceof OptionalValue element)) {
                    return new CelError(
                            "cannot initialize optional list element from non-optional value " + Lookup.text(value));
                } else if (element.present()) {
                    values.add(element.value());
                }
            }
            return Collections.unmodifiableList(values);
        }
    }

    /** {@code {a: b, ?c: d}}. */
    static final class MapLiteral extends Node {
        private final Node[] keys;
        private final Node[] values;
        private final boolean[] optional;

        MapLiteral(Node[] keys, Node[] values, boolean[] optional) {
            this.keys = keys;
            this.values = values;
            this.optional = optional;
        }

        @Override
        public Object eval(Frame frame) {
            frame.charge(keys.length);
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.length; i++) {
                Object key = keys[i].eval(frame);
                if (key instanceof CelError error) {
                    return error;
                }
                Object value = values[i].eval(frame);
                if (value instanceof CelError error) {
                    return error;
                }
                CelError failure = put(map, key, value, optional[i]);
                if (failure != null) {
                    return failure;
                }
            }
            return Collections.unmodifiableMap(map);
        }

        private static @Nullable CelError put(
                Map<@Nullable Object, @Nullable Object> map,
                @Nullable Object key,
                @Nullable Object value,
                boolean optional) {
            if (!optional) {
                map.put(key, value);
            } else if (!(value instanceof OptionalValue member)) {
                return new CelError("cannot initialize optional entry '" + Lookup.text(key)
                        + "' from non-optional value " + Lookup.text(value));
            } else if (member.present()) {
                map.put(key, member.value());
            }
            return null;
        }
    }
}
