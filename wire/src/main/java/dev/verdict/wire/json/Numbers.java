package dev.verdict.wire.json;

/** Numbers as the reference writes them: the shortest digits, an exponent only for the very small and the very large. */
final class Numbers {
    private static final double EXACT_INTEGERS = 1L << 53;
    private static final int MIN_PLAIN_EXPONENT = -6;
    private static final int MAX_PLAIN_EXPONENT = 20;

    private Numbers() {}

    /** {@code number}, which must be finite. */
    static String format(double number) {
        if (number == (long) number && Math.abs(number) < EXACT_INTEGERS) {
            return number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number);
        }
        String text = Double.toString(Math.abs(number));
        int e = text.indexOf('E');
        int point = text.indexOf('.');
        String mantissa = e < 0 ? text : text.substring(0, e);
        String whole = mantissa.substring(0, point);
        String fraction = mantissa.substring(point + 1);
        int scale = (e < 0 ? 0 : Integer.parseInt(text, e + 1, text.length(), 10)) + whole.length() - 1;
        String digits = whole + fraction;
        int first = 0;
        while (digits.charAt(first) == '0') {
            first++;
        }
        int last = digits.length();
        while (digits.charAt(last - 1) == '0') {
            last--;
        }
        StringBuilder out = new StringBuilder(last - first + 8);
        if (number < 0) {
            out.append('-');
        }
        append(out, digits.substring(first, last), scale - first);
        return out.toString();
    }

    /** Appends {@code d.ddd * 10^exponent}. */
    private static void append(StringBuilder out, String digits, int exponent) {
        if (exponent < MIN_PLAIN_EXPONENT || exponent > MAX_PLAIN_EXPONENT) {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            out.append('e').append(exponent < 0 ? '-' : '+').append(Math.abs(exponent));
        } else if (exponent < 0) {
            out.append("0.").repeat('0', -exponent - 1).append(digits);
        } else if (digits.length() <= exponent + 1) {
            out.append(digits).repeat('0', exponent + 1 - digits.length());
        } else {
            out.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, digits.length());
        }
    }
}
