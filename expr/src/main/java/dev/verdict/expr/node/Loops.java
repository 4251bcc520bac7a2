package dev.verdict.expr.node;

import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Comprehensions. Loop variables live in the frame, under numbers of their own. */
final class Loops {
    private Loops() {}

    /**
     * What a comprehension ranges over.
     *
     * @param first slot of the element, or of its index or key when there are two variables
     * @param second slot of the element's value, or {@link Elements#NO_VARIABLE}
     */
    record Range(Node node, int first, int second) {}

    /** {@code range.all(x, predicate)}. */
    static final class All extends Predicate {
        private final Node range;
        private final int first;
        private final int second;
        private final Node predicate;

        All(Range range, Node predicate) {
            this.range = range.node();
            this.first = range.first();
            this.second = range.second();
            this.predicate = predicate;
        }

        @Override
        public Truth test(Frame frame) {
            Object over = range.eval(frame);
            Elements elements = Elements.of(over);
            if (elements == null) {
                return frame.fail(Elements.notIterable(over, second));
            }
            CelError failure = null;
            while (elements.advance(frame, first, second)) {
                Truth truth = predicate.test(frame);
                if (truth == Truth.FALSE) {
                    return Truth.FALSE;
                }
                if (truth == Truth.ERROR && failure == null) {
                    failure = noted(frame);
                }
            }
            return failure == null ? Truth.TRUE : frame.fail(failure);
        }
    }

    /** {@code range.exists(x, predicate)}. */
    static final class Exists extends Predicate {
        private final Node range;
        private final int first;
        private final int second;
        private final Node predicate;

        Exists(Range range, Node predicate) {
            this.range = range.node();
            this.first = range.first();
            this.second = range.second();
            this.predicate = predicate;
        }

        @Override
        public Truth test(Frame frame) {
            Object over = range.eval(frame);
            Elements elements = Elements.of(over);
            if (elements == null) {
                return frame.fail(Elements.notIterable(over, second));
            }
            CelError failure = null;
            while (elements.advance(frame, first, second)) {
                Truth truth = predicate.test(frame);
                if (truth == Truth.TRUE) {
                    return Truth.TRUE;
                }
                if (truth == Truth.ERROR && failure == null) {
                    failure = noted(frame);
                }
            }
            return failure == null ? Truth.FALSE : frame.fail(failure);
        }
    }

    /** {@code range.exists_one(x, predicate)}: unlike the other two it forgives no failure. */
    static final class ExistsOne extends Predicate {
        private final Node range;
        private final int first;
        private final int second;
        private final Node predicate;

        ExistsOne(Range range, Node predicate) {
            this.range = range.node();
            this.first = range.first();
            this.second = range.second();
            this.predicate = predicate;
        }

        @Override
        public Truth test(Frame frame) {
            Object over = range.eval(frame);
            Elements elements = Elements.of(over);
            if (elements == null) {
                return frame.fail(Elements.notIterable(over, second));
            }
            CelError failure = null;
            int count = 0;
            while (elements.advance(frame, first, second)) {
                switch (predicate.test(frame)) {
                    case TRUE -> count++;
                    case FALSE -> {}
                    case ERROR -> failure = noted(frame);
                }
            }
            return failure == null ? of(count == 1) : frame.fail(failure);
        }
    }

    /** {@code map}, {@code filter}, {@code transformList}. */
    static final class ToList extends Node {
        private final Range range;
        private final @Nullable Node condition;
        private final Node element;

        ToList(Range range, @Nullable Node condition, Node element) {
            this.range = range;
            this.condition = condition;
            this.element = element;
        }

        @Override
        public Object eval(Frame frame) {
            Object over = range.node().eval(frame);
            Elements elements = Elements.of(over);
            if (elements == null) {
                return Elements.notIterable(over, range.second());
            }
            CelError failure = null;
            List<@Nullable Object> list = new ArrayList<>();
            while (elements.advance(frame, range.first(), range.second())) {
                Truth wanted = condition == null ? Truth.TRUE : condition.test(frame);
                if (wanted == Truth.ERROR) {
                    failure = noted(frame);
                } else if (wanted == Truth.TRUE) {
                    Object value = element.eval(frame);
                    if (!(value instanceof CelError error)) {
                        list.add(value);
                    } else if (failure == null) {
                        failure = error;
                    }
                }
            }
            return failure == null ? Collections.unmodifiableList(list) : failure;
        }
    }

    /** {@code transformMap} and {@code transformMapEntry}. */
    static final class ToMap extends Node {
        private final Range range;
        private final @Nullable Node condition;
        private final @Nullable Node key;
        private final Node value;

        /** Puts {@code value} under {@code key}; without a key, the value is a map whose entries are put. */
        ToMap(Range range, @Nullable Node condition, @Nullable Node key, Node value) {
            this.range = range;
            this.condition = condition;
            this.key = key;
            this.value = value;
        }

        @Override
        public Object eval(Frame frame) {
            Object over = range.node().eval(frame);
            Elements elements = Elements.of(over);
            if (elements == null) {
                return Elements.notIterable(over, range.second());
            }
            CelError failure = null;
            Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
            while (elements.advance(frame, range.first(), range.second())) {
                Truth wanted = condition == null ? Truth.TRUE : condition.test(frame);
                if (wanted == Truth.ERROR) {
                    failure = noted(frame);
                } else if (wanted == Truth.TRUE) {
                    CelError error = put(frame, map);
                    failure = failure == null ? error : failure;
                }
            }
            return failure == null ? Collections.unmodifiableMap(map) : failure;
        }

        private @Nullable CelError put(Frame frame, Map<@Nullable Object, @Nullable Object> map) {
            Object name = key == null ? null : key.eval(frame);
            if (name instanceof CelError error) {
                return error;
            }
            Object member = value.eval(frame);
            if (member instanceof CelError error) {
                return error;
            }
            if (key != null) {
                return insert(map, name, member);
            }
            if (!(member instanceof Map<?, ?> entries)) {
                return CelError.noSuchOverload();
            }
            frame.charge(entries.size());
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                CelError error = insert(map, entry.getKey(), entry.getValue());
                if (error != null) {
                    return error;
                }
            }
            return null;
        }

        private static @Nullable CelError insert(
                Map<@Nullable Object, @Nullable Object> map, @Nullable Object name, @Nullable Object member) {
            if (map.containsKey(name)) {
                return new CelError("insert failed: key " + Lookup.text(name) + " already exists");
            }
            map.put(name, member);
            return null;
        }
    }
}
