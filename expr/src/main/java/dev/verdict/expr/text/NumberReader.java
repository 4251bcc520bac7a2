package dev.verdict.expr.text;

import dev.verdict.expr.value.Uint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers read from text, and conversions between number types that Java has no method for. */
public final class NumberReader {
    private static final double TWO_TO_63 = 0x1p63;

    private NumberReader() {}

    /** The double nearest to {@code number}. */
    public static double toDouble(Uint number) {
        long bits = number.bits();
        // Halving keeps the lowest bit so that the rounding stays right.
        return bits >= 0 ? (double) bits : (double) ((bits >>> 1) | (bits & 1)) * 2.0;
    }

    /** {@code number} without its fraction; it must be at least 0 and below 2^64. */
    public static Uint toUint(double number) {
        return new Uint(number < TWO_TO_63 ? (long) number : (long) (number - TWO_TO_63) + Long.MIN_VALUE);
    }

    /** What {@code int(string)} reads, or null. */
    public static @Nullable Long readInt(String text) {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (!isDecimal(digits)) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    /** What {@code uint(string)} reads, or null. */
    public static @Nullable Uint readUint(String text) {
        if (!isDecimal(text)) {
            return null;
        }
        try {
            return new Uint(Long.parseUnsignedLong(text));
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    private static boolean isDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i), false)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** What {@code double(string)} reads, or null; a number too large for a double is none. */
    public static @Nullable Double readDouble(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String size = (signed ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        boolean negative = text.startsWith("-");
        switch (size) {
            case "inf", "infinity" -> {
                return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            case "nan" -> {
                return signed ? null : Double.NaN;
            }
            default -> {}
        }
        if (!isNumber(size)) {
            return null;
        }
        double number = Double.parseDouble(size.replace("_", ""));
        return Double.isInfinite(number) ? null : (Double) (negative ? -number : number);
    }

    /** Digits with at most one point, then maybe an exponent; an underscore may stand between digits. */
    private static boolean isNumber(String text) {
        boolean hex = text.startsWith("0x");
        char exponentMark = hex ? 'p' : 'e';
        int at = hex ? 2 : 0;
        int digits = 0;
        boolean point = false;
        for (; at < text.length() && text.charAt(at) != exponentMark; at++) {
            char c = text.charAt(at);
            if (c == '.' && !point) {
                point = true;
            } else if (isDigit(c, hex)) {
                digits++;
            } else if (c != '_' || !isBetweenDigits(text, at, hex)) {
                return false;
            }
        }
        if (digits == 0) {
            return false;
        }
        if (at == text.length()) {
            return !hex;
        }
        int exponent = at + 1;
        if (exponent < text.length() && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
            exponent++;
        }
        return isDecimal(text.substring(exponent));
    }

    private static boolean isBetweenDigits(String text, int at, boolean hex) {
        boolean afterPrefix = hex && at == 2;
        return at > 0
                && at + 1 < text.length()
                && (afterPrefix || isDigit(text.charAt(at - 1), hex))
                && isDigit(text.charAt(at + 1), hex);
    }

    private static boolean isDigit(char c, boolean hex) {
        return (c >= '0' && c <= '9') || (hex && c >= 'a' && c <= 'f');
    }
}
