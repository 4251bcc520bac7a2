package dev.verdict.expr.text;

import java.math.BigDecimal;
import java.math.MathContext;

/** Doubles as text. */
public final class NumberText {
    private static final int LEAST_PLAIN_EXPONENT = -4;
    private static final int LEAST_LARGE_EXPONENT = 6;

    private NumberText() {}

    /**
     * As {@code string(double)}: the fewest digits that read back as the same number, with an exponent if that is below -4
     * or above 5.
     */
    public static String ofDouble(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal shortest = shortest(number);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        if (exponent >= LEAST_PLAIN_EXPONENT && exponent < LEAST_LARGE_EXPONENT) {
            return shortest.toPlainString();
        }
        StringBuilder text = new StringBuilder(digits.length() + 6);
        if (number < 0) {
            text.append('-');
        }
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        int size = Math.abs(exponent);
        text.append(exponent < 0 ? "e-" : "e+");
        return (size < 10 ? text.append('0') : text).append(size).toString();
    }

    private static BigDecimal shortest(double number) {
        BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (digits.precision() == 2) {
            // Java writes at least two digits, and the nearest two of them where one would do.
            BigDecimal one = digits.round(new MathContext(1));
            if (one.doubleValue() == number) {
                return one.stripTrailingZeros();
            }
        }
        return digits;
    }

    /** The fewest digits that read back as the same number, without an exponent. */
    public static String plain(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number) || number == 0) {
            return ofDouble(number);
        }
        return shortest(number).toPlainString();
    }
}
