package dev.verdict.expr.library;

import dev.verdict.expr.value.Uint;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Conversions between the number types of CEL that Java has no method for. */
final class Numbers {
    private static final BigDecimal TWO_TO_64 = new BigDecimal(BigInteger.ONE.shiftLeft(Long.SIZE));

    private Numbers() {}

    static boolean isNumber(@Nullable Object value) {
        return value instanceof Double || value instanceof Long || value instanceof Uint;
    }

    static double toDouble(Uint number) {
        long bits = number.bits();
        // Halving keeps the lowest bit so that the rounding stays right.
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    static BigDecimal exact(Uint number) {
        BigDecimal signed = BigDecimal.valueOf(number.bits());
        return number.bits() < 0 ? signed.add(TWO_TO_64) : signed;
    }

    /** The number as a double, or null if it is none. */
    static @Nullable Double toDouble(@Nullable Object number) {
        return switch (number) {
            case Double d -> d;
            case Long l -> (double) l;
            case Uint u -> toDouble(u);
            case null -> null;
            default -> null;
        };
    }
}
