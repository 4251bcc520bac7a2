package dev.verdict.expr.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as text: {@code 1h30m} to read, {@code 5400s} to write. */
public final class DurationText {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final BigInteger MOST_NANOS = BigInteger.valueOf(Long.MAX_VALUE);

    private DurationText() {}

    /** As {@code string(duration)}: seconds, with the fewest digits that a double of seconds needs. */
    public static String of(Duration duration) {
        // Whole seconds and the rest have the same sign here, unlike in a Duration, and the sum is rounded once only.
        long nanos = duration.toNanos();
        long whole = nanos / NANOS_PER_SECOND;
        double seconds = whole + (nanos % NANOS_PER_SECOND) / (double) NANOS_PER_SECOND;
        return NumberText.plain(seconds) + "s";
    }

    /** Reads what {@code duration(string)} accepts; null if {@code text} is not a duration or is too long a one. */
    public static @Nullable Duration parse(String text) {
        int at = 0;
        boolean negative = false;
        if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            negative = text.charAt(0) == '-';
            at = 1;
        }
        if (at + 1 == text.length() && text.charAt(at) == '0') {
            return Duration.ZERO;
        }
        if (at == text.length()) {
            return null;
        }
        BigInteger nanos = BigInteger.ZERO;
        while (at < text.length()) {
            int numberEnd = at;
            int digits = 0;
            boolean point = false;
            for (; numberEnd < text.length(); numberEnd++) {
                char c = text.charAt(numberEnd);
                if (c == '.' && !point) {
                    point = true;
                } else if (c >= '0' && c <= '9') {
                    digits++;
                } else {
                    break;
                }
            }
            int unitEnd = numberEnd;
            while (unitEnd < text.length() && !isNumeric(text.charAt(unitEnd))) {
                unitEnd++;
            }
            long unit = nanosOf(text.substring(numberEnd, unitEnd));
            if (digits == 0 || unit == 0) {
                return null;
            }
            BigDecimal number = new BigDecimal(numberText(text.substring(at, numberEnd)));
            nanos = nanos.add(number.multiply(BigDecimal.valueOf(unit)).toBigInteger());
            at = unitEnd;
        }
        BigInteger signed = negative ? nanos.negate() : nanos;
        boolean fits = nanos.compareTo(MOST_NANOS) <= 0 || signed.equals(BigInteger.valueOf(Long.MIN_VALUE));
        return fits ? Duration.ofNanos(signed.longValue()) : null;
    }

    private static boolean isNumeric(char c) {
        return c == '.' || (c >= '0' && c <= '9');
    }

    private static String numberText(String written) {
        String text = written.startsWith(".") ? "0" + written : written;
        return text.endsWith(".") ? text + "0" : text;
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "\u00b5s", "\u03bcs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 0;
        };
    }
}
