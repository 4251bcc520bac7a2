package dev.verdict.expr.node;

import dev.verdict.expr.run.Frame;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code a + b} and the other operators that compute. */
final class Arithmetic extends Node {
    /** The operators with two operands. */
    enum Operator {
        ADD("_+_"),
        SUBTRACT("_-_"),
        MULTIPLY("_*_"),
        DIVIDE("_/_"),
        REMAINDER("_%_");

        private final String function;

        Operator(String function) {
            this.function = function;
        }

        private CelError noSuchOverload() {
            return new CelError("no such overload: " + function);
        }

        static @Nullable Operator of(String function) {
            return switch (function) {
                case "_+_" -> ADD;
                case "_-_" -> SUBTRACT;
                case "_*_" -> MULTIPLY;
                case "_/_" -> DIVIDE;
                case "_%_" -> REMAINDER;
                default -> null;
            };
        }
    }

    private final Operator operator;
    private final Node left;
    private final Node right;

    Arithmetic(Operator operator, Node left, Node right) {
        this.operator = operator;
        this.left = left;
        this.right = right;
    }

    @Override
    public @Nullable Object eval(Frame frame) {
        Object a = left.eval(frame);
        if (a instanceof CelError) {
            return a;
        }
        Object b = right.eval(frame);
        if (b instanceof CelError) {
            return b;
        }
        return apply(frame, operator, a, b);
    }

    static @Nullable Object apply(Frame frame, Operator operator, @Nullable Object a, @Nullable Object b) {
        Object result = a instanceof Double x && b instanceof Double y
                ? ofDoubles(operator, x, y)
                : a instanceof Long i && b instanceof Long j
                        ? ofInts(operator, i, j)
                        : a instanceof Uint u && b instanceof Uint v
                                ? ofUints(operator, u.bits(), v.bits())
                                : ofOthers(frame, operator, a, b);
        return result == null ? noSuchOverload(operator, a) : result;
    }

    private static @Nullable Object ofOthers(Frame frame, Operator operator, @Nullable Object a, @Nullable Object b) {
        return switch (operator) {
            case ADD -> Sums.add(frame, a, b);
            case SUBTRACT -> Sums.subtract(a, b);
            case MULTIPLY, DIVIDE, REMAINDER -> null;
        };
    }

    // Boxed apart from the others: a conditional expression of mixed numbers would turn them all into doubles.
    private static @Nullable Object ofDoubles(Operator operator, double x, double y) {
        return switch (operator) {
            case ADD -> x + y;
            case SUBTRACT -> x - y;
            case MULTIPLY -> x * y;
            case DIVIDE -> x / y;
            case REMAINDER -> null;
        };
    }

    private static Object ofInts(Operator operator, long x, long y) {
        try {
            return switch (operator) {
                case ADD -> Math.addExact(x, y);
                case SUBTRACT -> Math.subtractExact(x, y);
                case MULTIPLY -> Math.multiplyExact(x, y);
                case DIVIDE -> y == 0 ? Sums.DIVISION_BY_ZERO : (Object) Math.divideExact(x, y);
                case REMAINDER ->
                    y == 0
                            ? Sums.MODULUS_BY_ZERO
                            : x == Long.MIN_VALUE && y == -1 ? Sums.INTEGER_OVERFLOW : (Object) (x % y);
            };
        } catch (ArithmeticException e) {
            return Sums.INTEGER_OVERFLOW;
        }
    }

    private static Object ofUints(Operator operator, long x, long y) {
        return switch (operator) {
            case ADD -> Long.compareUnsigned(x + y, x) < 0 ? Sums.UNSIGNED_OVERFLOW : new Uint(x + y);
            case SUBTRACT -> Long.compareUnsigned(x, y) < 0 ? Sums.UNSIGNED_OVERFLOW : new Uint(x - y);
            case MULTIPLY -> Math.unsignedMultiplyHigh(x, y) != 0 ? Sums.UNSIGNED_OVERFLOW : new Uint(x * y);
            case DIVIDE -> y == 0 ? Sums.DIVISION_BY_ZERO : new Uint(Long.divideUnsigned(x, y));
            case REMAINDER -> y == 0 ? Sums.MODULUS_BY_ZERO : new Uint(Long.remainderUnsigned(x, y));
        };
    }

    /** The text tells whether the left operand's type knows the operator at all. */
    private static CelError noSuchOverload(Operator operator, @Nullable Object left) {
        boolean known = switch (operator) {
            case ADD -> Sums.isAddend(left);
            case SUBTRACT, MULTIPLY, DIVIDE -> left instanceof Number || left instanceof Uint;
            case REMAINDER -> left instanceof Long || left instanceof Uint;
        };
        return known || Sums.hasReceiver(left) ? CelError.noSuchOverload() : operator.noSuchOverload();
    }

    /** {@code -a}. */
    static final class Negate extends Node {
        private static final CelError NO_SUCH_OVERLOAD = new CelError("no such overload: -_");

        private final Node operand;

        Negate(Node operand) {
            this.operand = operand;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = operand.eval(frame);
            return switch (value) {
                case Double x -> -x;
                case Long x -> x == Long.MIN_VALUE ? Sums.INTEGER_OVERFLOW : (Object) (-x);
                case Duration duration -> Sums.subtract(Duration.ZERO, duration);
                case CelError error -> error;
                case null -> NO_SUCH_OVERLOAD;
                default ->
                    value instanceof Boolean || Sums.hasReceiver(value) ? CelError.noSuchOverload() : NO_SUCH_OVERLOAD;
            };
        }
    }
}
