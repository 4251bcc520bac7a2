package dev.verdict.expr.compare;

import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Order of CEL values: numbers by value across their types; booleans, strings (by code point), bytes, timestamps and
 * durations each among themselves.
 */
public final class Order {
    /** Not a result: the two cannot be compared. */
    public static final int UNORDERED = 2;
    /** Not a result: one of the two is NaN. */
    public static final int NAN = 3;

    private Order() {}

    /** Negative, 0 or positive one; {@link #UNORDERED} or {@link #NAN} when there is no answer. */
    public static int compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return compareDoubles(x, y);
        }
        return switch (a) {
            case String x -> b instanceof String y ? compareStrings(x, y) : UNORDERED;
            case Double x -> {
                int reversed = compareNumbers(b, x);
                yield reversed >= UNORDERED ? reversed : -reversed;
            }
            case Long x ->
                switch (b) {
                    case Long y -> Long.compare(x, y);
                    case Double y -> compareNumbers(x, y);
                    case Uint y -> x < 0 ? -1 : Long.compareUnsigned(x, y.bits());
                    case null -> UNORDERED;
                    default -> UNORDERED;
                };
            case Uint x ->
                switch (b) {
                    case Uint y -> Integer.signum(Long.compareUnsigned(x.bits(), y.bits()));
                    case Double y -> compareNumbers(x, y);
                    case Long y -> y < 0 ? 1 : Integer.signum(Long.compareUnsigned(x.bits(), y));
                    case null -> UNORDERED;
                    default -> UNORDERED;
                };
            case Timestamp x -> b instanceof Timestamp y ? Integer.signum(x.compareTo(y)) : UNORDERED;
            case Duration x -> b instanceof Duration y ? Integer.signum(x.compareTo(y)) : UNORDERED;
            case Boolean x -> b instanceof Boolean y ? Boolean.compare(x, y) : UNORDERED;
            case Bytes x -> b instanceof Bytes y ? Integer.signum(x.compareTo(y)) : UNORDERED;
            case null -> UNORDERED;
            default -> UNORDERED;
        };
    }

    /** Compares any number with a double; as {@link #compare} says. */
    public static int compareNumbers(@Nullable Object number, double value) {
        return switch (number) {
            case Double x -> compareDoubles(x, value);
            case Long x -> compareLongWithDouble(x, value);
            case Uint x -> compareDoubles(unsignedToDouble(x.bits()), value);
            case null -> UNORDERED;
            default -> UNORDERED;
        };
    }

    /** Compares two doubles; as {@link #compare} says. */
    public static int compareDoubles(double x, double y) {
        return x < y ? -1 : x > y ? 1 : x == y ? 0 : NAN;
    }

    private static int compareLongWithDouble(long x, double y) {
        // Outside the range of a long the conversion below could round x to the value of y.
        return y < -0x1p63 ? 1 : y > 0x1p63 ? -1 : compareDoubles((double) x, y);
    }

    static double unsignedToDouble(long bits) {
        // Halving keeps the lowest bit so that the rounding stays right.
        return bits >= 0 ? (double) bits : (double) ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    private static int compareStrings(String x, String y) {
        int length = Math.min(x.length(), y.length());
        for (int i = 0; i < length; i++) {
            char c = x.charAt(i);
            char d = y.charAt(i);
            if (c != d) {
                // Surrogates stand for code points beyond all others.
                boolean above = Character.isSurrogate(c);
                return above == Character.isSurrogate(d) ? Integer.signum(c - d) : above ? 1 : -1;
            }
        }
        return Integer.compare(x.length(), y.length());
    }
}
