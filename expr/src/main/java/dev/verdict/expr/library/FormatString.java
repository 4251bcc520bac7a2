package dev.verdict.expr.library;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Takes a format string of {@code string.format} apart, clause by clause. Both formatting and checking go this way, so they
 * agree on what is wrong first. For one use.
 */
final class FormatString {
    static final int MAX_PRECISION = 100;
    static final int DEFAULT_PRECISION = 6;

    /** More digits than any sensible number has, leading zeros included. */
    private static final int LONGEST_PRECISION = 100;

    private final String format;
    private int at;

    FormatString(String format) {
        this.format = format;
    }

    /** What to do with the parts of a format string. */
    interface Sink {
        void text(String format, int from, int to);

        /** Whether there is an argument with this number. */
        boolean hasArgument(int number);

        /** Formats an argument; the result is a problem or null. */
        @Nullable
        String clause(int number, char verb, int precision);
    }

    /** Passes all parts to the sink; the result is the first problem, or null. */
    @Nullable
    String accept(Sink sink) {
        int argument = 0;
        int from = 0;
        while (true) {
            at = format.indexOf('%', from);
            if (at < 0) {
                sink.text(format, from, format.length());
                return null;
            }
            sink.text(format, from, at);
            at++;
            if (at == format.length()) {
                return "unexpected end of string";
            }
            if (format.charAt(at) == '%') {
                from = at + 1;
                sink.text(format, at, from);
                continue;
            }
            if (!sink.hasArgument(argument)) {
                return "index " + argument + " out of range";
            }
            String problem = readClause(sink, argument);
            if (problem != null) {
                return problem;
            }
            argument++;
            from = at;
        }
    }

    private @Nullable String readClause(Sink sink, int argument) {
        int precision = DEFAULT_PRECISION;
        if (format.charAt(at) == '.') {
            int digits = at + 1;
            at = digits;
            while (at < format.length() && isDigit(format.charAt(at))) {
                at++;
            }
            String problem = precisionProblem(format.substring(digits, at));
            if (problem != null) {
                return "could not parse formatting clause: error while parsing precision: " + problem;
            }
            precision = Integer.parseInt(format, digits, at, 10);
        }
        char verb = format.charAt(at);
        if ("sdfebxXo".indexOf(verb) < 0) {
            return "could not parse formatting clause: unrecognized formatting clause \"" + firstOctet(at) + "\"";
        }
        at++;
        String problem = sink.clause(argument, verb, precision);
        return problem == null ? null : "error during formatting: " + problem;
    }

    private @Nullable String precisionProblem(String digits) {
        if (at == format.length()) {
            return "could not find end of precision specifier";
        }
        String conversion = "error while converting precision to integer: strconv.Atoi: parsing \"" + digits + "\": ";
        if (digits.isEmpty()) {
            return conversion + "invalid syntax";
        }
        if (digits.length() > LONGEST_PRECISION) {
            return conversion + "value out of range";
        }
        BigInteger precision = new BigInteger(digits);
        if (precision.bitLength() >= Long.SIZE) {
            return conversion + "value out of range";
        }
        return precision.longValue() > MAX_PRECISION
                ? "precision " + precision + " exceeds maximum allowed precision " + MAX_PRECISION
                : null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    // matches reference: it looks at single octets of UTF-8 here
    private String firstOctet(int index) {
        byte[] octets =
                format.substring(index, format.offsetByCodePoints(index, 1)).getBytes(StandardCharsets.UTF_8);
        return String.valueOf((char) (octets[0] & 0xff));
    }
}
