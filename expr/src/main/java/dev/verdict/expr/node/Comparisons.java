package dev.verdict.expr.node;

import dev.verdict.expr.compare.Equality;
import dev.verdict.expr.compare.MapKeys;
import dev.verdict.expr.compare.Order;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.Typed;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Order and membership. The forms with a constant on one side do without most of the questions. */
final class Comparisons {
    private Comparisons() {}

    /** The four comparisons of order. */
    enum Operator {
        LESS("_<_"),
        LESS_OR_EQUAL("_<=_"),
        GREATER("_>_"),
        GREATER_OR_EQUAL("_>=_");

        private final String function;

        Operator(String function) {
            this.function = function;
        }

        private CelError noSuchOverload() {
            return new CelError("no such overload: " + function);
        }

        boolean holds(int order) {
            return switch (this) {
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }

        boolean holds(double a, double b) {
            return switch (this) {
                case LESS -> a < b;
                case LESS_OR_EQUAL -> a <= b;
                case GREATER -> a > b;
                case GREATER_OR_EQUAL -> a >= b;
            };
        }

        static @Nullable Operator of(String function) {
            return switch (function) {
                case "_<_" -> LESS;
                case "_<=_" -> LESS_OR_EQUAL;
                case "_>_" -> GREATER;
                case "_>=_" -> GREATER_OR_EQUAL;
                default -> null;
            };
        }
    }

    /** {@code a < b} and its like. */
    static final class Ordered extends Predicate {

        private final Operator operator;
        private final Node left;
        private final Node right;

        Ordered(Operator operator, Node left, Node right) {
            this.operator = operator;
            this.left = left;
            this.right = right;
        }

        @Override
        public Truth test(Frame frame) {
            Object a = left.eval(frame);
            if (a instanceof CelError error) {
                return frame.fail(error);
            }
            Object b = right.eval(frame);
            if (b instanceof CelError error) {
                return frame.fail(error);
            }
            return test(frame, operator, a, b);
        }

        static Truth test(Frame frame, Operator operator, @Nullable Object a, @Nullable Object b) {
            int order = Order.compare(a, b);
            return switch (order) {
                case Order.UNORDERED ->
                    frame.fail(isOrdered(a) ? CelError.noSuchOverload() : operator.noSuchOverload());
                case Order.NAN -> Truth.FALSE;
                default -> of(operator.holds(order));
            };
        }

        private static boolean isOrdered(@Nullable Object value) {
            return value instanceof Number
                    || value instanceof String
                    || value instanceof Boolean
                    || value instanceof Uint
                    || value instanceof Timestamp
                    || value instanceof Duration
                    || value instanceof Bytes
                    || (value instanceof Typed typed && typed.isReceiver());
        }
    }

    /** {@code a < 5} and its like. */
    static final class OrderedNumber extends Predicate {
        private final Operator operator;
        private final Node operand;
        private final Object number;
        private final double asDouble;

        /** Compares with {@code number}, which is {@code asDouble} and not NaN. */
        OrderedNumber(Operator operator, Node operand, Object number, double asDouble) {
            this.operator = operator;
            this.operand = operand;
            this.number = number;
            this.asDouble = asDouble;
        }

        @Override
        public Truth test(Frame frame) {
            Object value = operand.eval(frame);
            if (value instanceof Double other && !other.isNaN()) {
                return of(operator.holds(other, asDouble));
            }
            return value instanceof CelError error ? frame.fail(error) : Ordered.test(frame, operator, value, number);
        }
    }

    /** {@code a in b}. */
    static final class In extends Predicate {
        private final Node element;
        private final Node container;

        In(Node element, Node container) {
            this.element = element;
            this.container = container;
        }

        @Override
        public Truth test(Frame frame) {
            Object value = element.eval(frame);
            if (value instanceof CelError error) {
                return frame.fail(error);
            }
            Object in = container.eval(frame);
            if (in instanceof List<?> list) {
                return of(Equality.contains(frame, list, value));
            }
            if (in instanceof Map<?, ?> map) {
                return of(!MapKeys.isAbsent(MapKeys.find(map, value)));
            }
            return frame.fail(in instanceof CelError error ? error : CelError.noSuchOverload());
        }
    }

    /** {@code a in ["x", "y"]} with few strings. */
    static final class InFewTexts extends Predicate {
        /** With more strings a hash set is faster. */
        static final int MOST = 8;

        private final Node element;
        private final String[] texts;

        InFewTexts(Node element, List<String> texts) {
            this.element = element;
            this.texts = texts.toArray(String[]::new);
        }

        @Override
        public Truth test(Frame frame) {
            Object value = element.eval(frame);
            if (!(value instanceof String other)) {
                return value instanceof CelError error ? frame.fail(error) : Truth.FALSE;
            }
            for (String text : texts) {
                if (text.equals(other)) {
                    return Truth.TRUE;
                }
            }
            return Truth.FALSE;
        }
    }

    /** {@code a in ["x", "y", …]} with many strings. */
    static final class InTexts extends Predicate {
        private final Node element;
        private final Set<String> texts;

        InTexts(Node element, List<String> texts) {
            this.element = element;
            this.texts = Set.copyOf(texts);
        }

        @Override
        public Truth test(Frame frame) {
            Object value = element.eval(frame);
            if (value instanceof String other) {
                return of(texts.contains(other));
            }
            return value instanceof CelError error ? frame.fail(error) : Truth.FALSE;
        }
    }
}
