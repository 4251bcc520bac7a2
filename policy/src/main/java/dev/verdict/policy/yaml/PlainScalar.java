package dev.verdict.policy.yaml;

import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.yaml.YamlNode.Kind;
import dev.verdict.policy.yaml.YamlNode.Scalar;
import java.math.BigInteger;

/**
 * Tells what an unquoted scalar is. Integers have an optional sign, {@code _} anywhere behind the first digit, the prefixes
 * {@code 0x 0o 0b} or a leading 0 for octal, and fit into 64 bits. A number with a fraction has a point; {@code 1e3} is a
 * string. Booleans and null as in the core schema.
 */
final class PlainScalar {
    // matches reference: numbers out of this range are strings
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final int MAX_DIGITS = 400;

    private PlainScalar() {}

    static Scalar read(String text, Span span) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> new Scalar(Kind.NULL, text, span);
            case "true", "True", "TRUE", "false", "False", "FALSE" -> new Scalar(Kind.BOOLEAN, text, span);
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> new Scalar(Kind.FLOAT, "Infinity", span);
            case "-.inf", "-.Inf", "-.INF" -> new Scalar(Kind.FLOAT, "-Infinity", span);
            case ".nan", ".NaN", ".NAN" -> new Scalar(Kind.FLOAT, "NaN", span);
            default -> readNumber(text, span);
        };
    }

    private static Scalar readNumber(String text, Span span) {
        char first = text.charAt(0);
        boolean signed = first == '-' || first == '+';
        int start = signed ? 1 : 0;
        if (text.length() == start || text.length() > MAX_DIGITS || !startsNumber(text.charAt(start))) {
            return new Scalar(Kind.STRING, text, span);
        }
        String digits = withoutUnderscores(text, start);
        if (digits.indexOf('.') >= 0) {
            return readFraction(text, first == '-' ? "-" + digits : digits, digits, span);
        }
        int radix = radix(digits);
        String significant = digits.substring(prefixLength(digits));
        if (!allDigits(significant, radix)) {
            return new Scalar(Kind.STRING, text, span);
        }
        BigInteger value = new BigInteger(significant, radix);
        value = first == '-' ? value.negate() : value;
        boolean fits = value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
        return fits ? new Scalar(Kind.INTEGER, value.toString(), span) : new Scalar(Kind.STRING, text, span);
    }

    private static Scalar readFraction(String text, String number, String unsigned, Span span) {
        boolean finite = isFraction(unsigned) && Double.isFinite(Double.parseDouble(number));
        return finite ? new Scalar(Kind.FLOAT, number, span) : new Scalar(Kind.STRING, text, span);
    }

    private static boolean startsNumber(char c) {
        return c == '.' || (c >= '0' && c <= '9');
    }

    private static String withoutUnderscores(String text, int start) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) != '_') {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    private static int prefixLength(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 0;
        }
        char second = digits.charAt(1);
        return second == 'x' || second == 'o' || second == 'b' ? 2 : 1;
    }

    private static int radix(String digits) {
        if (prefixLength(digits) == 0) {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
        };
    }

    private static boolean allDigits(String text, int radix) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || Character.digit(c, radix) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Digits with exactly one point among or beside them, then perhaps an exponent. */
    private static boolean isFraction(String number) {
        int at = 0;
        int digits = 0;
        int points = 0;
        for (; at < number.length(); at++) {
            char c = number.charAt(at);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else {
                break;
            }
        }
        return digits > 0 && points == 1 && (at == number.length() || isExponent(number, at));
    }

    private static boolean isExponent(String number, int at) {
        if (number.charAt(at) != 'e' && number.charAt(at) != 'E') {
            return false;
        }
        int digits = at + 1;
        if (digits < number.length() && (number.charAt(digits) == '-' || number.charAt(digits) == '+')) {
            digits++;
        }
        return allDigits(number.substring(digits), 10);
    }
}
