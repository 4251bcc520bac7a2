package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.compare.Order;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Uint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code math}. {@code math.greatest} and {@code math.least} are macros over {@code math.@max} and
 * {@code math.@min}, which take one or two numbers or a list of them.
 */
final class MathFunctions {
    private static final CelType INT = SimpleType.INT;
    private static final CelType UINT = SimpleType.UINT;
    private static final CelType DOUBLE = SimpleType.DOUBLE;
    private static final CelType BOOL = SimpleType.BOOL;
    private static final List<CelType> NUMBERS = List.of(INT, UINT, DOUBLE);

    private static final double HALF = 0.5;

    private MathFunctions() {}

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        addExtremes(all, "math.@max", 1);
        addExtremes(all, "math.@min", -1);
        addDouble(all, "ceil", Math::ceil);
        addDouble(all, "floor", Math::floor);
        addDouble(all, "round", MathFunctions::round);
        addDouble(all, "trunc", MathFunctions::trunc);
        addTest(all, "isNaN", Double::isNaN);
        addTest(all, "isInf", Double::isInfinite);
        addTest(all, "isFinite", Double::isFinite);
        addSigns(all);
        addBits(all, "bitAnd", (x, y) -> x & y);
        addBits(all, "bitOr", (x, y) -> x | y);
        addBits(all, "bitXor", (x, y) -> x ^ y);
        addShifts(all, "bitShiftLeft", (x, distance) -> x << distance);
        // matches reference: the bits are shifted without regard to the sign
        addShifts(all, "bitShiftRight", (x, distance) -> x >>> distance);
        all.add(function("math.bitNot", "math_bitNot_int_int", INT, Bodies.of(Long.class, (meter, x) -> ~x), INT));
        all.add(function(
                "math.bitNot",
                "math_bitNot_uint_uint",
                UINT,
                Bodies.of(Uint.class, (meter, x) -> new Uint(~x.bits())),
                UINT));
        return all;
    }

    private static void addDouble(List<Overload> all, String name, DoubleUnaryOperator operator) {
        all.add(function(
                "math." + name,
                "math_" + name + "_double",
                DOUBLE,
                Bodies.of(Double.class, (meter, x) -> operator.applyAsDouble(x)),
                DOUBLE));
    }

    private static void addTest(List<Overload> all, String name, DoublePredicate test) {
        all.add(function(
                "math." + name,
                "math_" + name + "_double",
                BOOL,
                Bodies.of(Double.class, (meter, x) -> test.test(x)),
                DOUBLE));
    }

    private static void addSigns(List<Overload> all) {
        all.add(function("math.abs", "math_abs_int", INT, Bodies.of(Long.class, MathFunctions::abs), INT));
        all.add(function("math.abs", "math_abs_uint", UINT, Bodies.of(Uint.class, (meter, x) -> x), UINT));
        all.add(function(
                "math.abs", "math_abs_double", DOUBLE, Bodies.of(Double.class, (m, x) -> Math.abs(x)), DOUBLE));
        all.add(function(
                "math.sign", "math_sign_int", INT, Bodies.of(Long.class, (meter, x) -> (long) Long.signum(x)), INT));
        all.add(function(
                "math.sign",
                "math_sign_uint",
                UINT,
                Bodies.of(Uint.class, (meter, x) -> x.bits() == 0 ? x : new Uint(1)),
                UINT));
        all.add(function(
                "math.sign", "math_sign_double", DOUBLE, Bodies.of(Double.class, MathFunctions::sign), DOUBLE));
        all.add(function("math.sqrt", "math_sqrt_int", DOUBLE, Bodies.of(Long.class, (meter, x) -> Math.sqrt(x)), INT));
        all.add(function(
                "math.sqrt",
                "math_sqrt_uint",
                DOUBLE,
                Bodies.of(Uint.class, (meter, x) -> Math.sqrt(Numbers.toDouble(x))),
                UINT));
        all.add(function(
                "math.sqrt", "math_sqrt_double", DOUBLE, Bodies.of(Double.class, (meter, x) -> Math.sqrt(x)), DOUBLE));
    }

    private static void addBits(List<Overload> all, String name, LongBinaryOperator operator) {
        all.add(function(
                "math." + name,
                "math_" + name + "_int_int",
                INT,
                Bodies.of(Long.class, Long.class, (meter, x, y) -> operator.applyAsLong(x, y)),
                INT,
                INT));
        all.add(function(
                "math." + name,
                "math_" + name + "_uint_uint",
                UINT,
                Bodies.of(Uint.class, Uint.class, (meter, x, y) -> new Uint(operator.applyAsLong(x.bits(), y.bits()))),
                UINT,
                UINT));
    }

    private static void addShifts(List<Overload> all, String name, LongBinaryOperator shift) {
        String function = "math." + name;
        all.add(function(
                function,
                "math_" + name + "_int_int",
                INT,
                Bodies.of(
                        Long.class,
                        Long.class,
                        (meter, x, distance) -> distance < 0
                                ? negativeOffset(function, distance)
                                : (Object) shifted(shift, x, distance)),
                INT,
                INT));
        all.add(function(
                function,
                "math_" + name + "_uint_int",
                UINT,
                Bodies.of(
                        Uint.class,
                        Long.class,
                        (meter, x, distance) -> distance < 0
                                ? negativeOffset(function, distance)
                                : new Uint(shifted(shift, x.bits(), distance))),
                UINT,
                INT));
    }

    private static long shifted(LongBinaryOperator shift, long bits, long distance) {
        return distance >= Long.SIZE ? 0 : shift.applyAsLong(bits, distance);
    }

    private static CelError negativeOffset(String function, long distance) {
        return new CelError(function + "() negative offset: " + distance);
    }

    private static Object abs(Meter meter, Long x) {
        return x == Long.MIN_VALUE ? new CelError("integer overflow") : Math.abs(x);
    }

    private static double trunc(double x) {
        return x < 0 ? Math.ceil(x) : Math.floor(x);
    }

    /** To the nearest integer, halves away from zero. */
    private static double round(double x) {
        double whole = trunc(x);
        return Math.abs(x - whole) >= HALF ? whole + Math.copySign(1, x) : whole;
    }

    private static double sign(Meter meter, Double x) {
        return x > 0 ? 1.0 : x < 0 ? -1.0 : x == 0 ? 0.0 : x;
    }

    /**
     * @param wanted the sign of the comparison with the best number so far that makes another number better
     */
    private static void addExtremes(List<Overload> all, String name, int wanted) {
        String id = name.replace("math.@", "math_@");
        for (CelType x : NUMBERS) {
            String first = x.name().toLowerCase(Locale.ROOT);
            all.add(function(name, id + "_" + first, x, (Overload.Body.Unary) (meter, only) -> only, x));
            for (CelType y : NUMBERS) {
                all.add(function(
                        name,
                        id + "_" + first + "_" + y.name(),
                        x.equals(y) ? x : SimpleType.DYN,
                        (Overload.Body.Binary) (meter, a, b) -> extreme(name, wanted, a, b),
                        x,
                        y));
            }
        }
        for (CelType x : NUMBERS) {
            all.add(function(
                    name,
                    id + "_list_" + x.name(),
                    x,
                    Bodies.of(Bodies.LIST, (meter, numbers) -> extreme(meter, name, wanted, numbers)),
                    ListType.create(x)));
        }
    }

    private static @Nullable Object extreme(String name, int wanted, @Nullable Object a, @Nullable Object b) {
        int order = Order.compare(b, a);
        if (order == Order.NAN) {
            return new CelError("NaN values cannot be ordered: " + name);
        }
        if (order == Order.UNORDERED) {
            return CelError.noSuchOverload();
        }
        return Integer.signum(order) == wanted ? b : a;
    }

    private static @Nullable Object extreme(
            Meter meter, String name, int wanted, List<? extends @Nullable Object> numbers) {
        if (numbers.isEmpty()) {
            return new CelError(name + "(list) argument must not be empty");
        }
        meter.charge(numbers.size());
        Object best = numbers.getFirst();
        boolean comparable = Numbers.isNumber(best);
        for (int i = 1; i < numbers.size() && comparable; i++) {
            Object number = numbers.get(i);
            int order = Order.compare(number, best);
            comparable = Numbers.isNumber(number) && order < Order.UNORDERED;
            if (Integer.signum(order) == wanted) {
                best = number;
            }
        }
        return comparable ? best : new CelError("no such overload: " + name);
    }
}
