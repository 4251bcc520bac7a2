package dev.verdict.server.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an unquoted YAML 1.1 scalar means. */
final class ScalarText {
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");

    private ScalarText() {}

    static boolean isNull(String text) {
        return NULLS.contains(text);
    }

    static @Nullable Boolean asBoolean(String text) {
        if (TRUE.contains(text)) {
            return Boolean.TRUE;
        }
        return FALSE.contains(text) ? Boolean.FALSE : null;
    }

    /** Decimal, {@code 0x}, {@code 0o}, {@code 0b} and octal with a leading zero; underscores may group digits. */
    static @Nullable Long asWhole(String text) {
        String digits = text.replace("_", "");
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'b', 'B' -> 2;
                default -> 8;
            };
            digits = digits.substring(Character.isDigit(digits.charAt(1)) ? 1 : 2);
        }
        if (digits.isEmpty() || Character.digit(digits.charAt(0), radix) < 0) {
            return null;
        }
        try {
            long value = Long.parseLong(digits, radix);
            return negative ? -value : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Double asNumber(String text) {
        Long whole = asWhole(text);
        if (whole != null) {
            return whole.doubleValue();
        }
        if (text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return null;
        }
        char last = text.charAt(text.length() - 1);
        if (last != '.' && !Character.isDigit(last)) {
            return null;
        }
        try {
            return Double.valueOf(text.replace("_", ""));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The value with the type that YAML gives it: null, Boolean, Long, Double or String. */
    static @Nullable Object typed(ConfigNode.Scalar scalar) {
        if (scalar.quoted()) {
            return scalar.text();
        }
        if (scalar.isNull()) {
            return null;
        }
        Boolean flag = asBoolean(scalar.text());
        if (flag != null) {
            return flag;
        }
        Long whole = asWhole(scalar.text());
        if (whole != null) {
            return whole;
        }
        Double number = asNumber(scalar.text());
        return number != null ? number : scalar.text();
    }
}
