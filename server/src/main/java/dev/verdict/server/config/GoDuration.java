package dev.verdict.server.config;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as the reference writes them: {@code 300ms}, {@code 10s}, {@code 1h30m}. */
final class GoDuration {
    private GoDuration() {}

    /** Null when {@code text} is not a duration. */
    static @Nullable Duration parse(String text) {
        int at = 0;
        boolean negative = text.startsWith("-");
        if (negative || text.startsWith("+")) {
            at = 1;
        }
        if (text.substring(at).equals("0")) {
            return Duration.ZERO;
        }
        if (at == text.length()) {
            return null;
        }
        var nanos = BigDecimal.ZERO;
        while (at < text.length()) {
            int unit = at;
            while (unit < text.length() && "0123456789.".indexOf(text.charAt(unit)) >= 0) {
                unit++;
            }
            int end = unit;
            while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            BigDecimal amount = decimal(text.substring(at, unit));
            long factor = nanosOf(text.substring(unit, end));
            if (amount == null || factor == 0) {
                return null;
            }
            nanos = nanos.add(amount.multiply(BigDecimal.valueOf(factor)));
            at = end;
        }
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return null;
        }
        Duration duration = Duration.ofNanos(nanos.longValue());
        return negative ? duration.negated() : duration;
    }

    /** The shortest way to write {@code duration}. */
    static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.toNanosPart() != 0) {
            return duration.toNanos() % 1_000_000 == 0 ? duration.toMillis() + "ms" : duration.toNanos() + "ns";
        }
        var text = new StringBuilder();
        part(text, duration.toHours(), 'h');
        part(text, duration.toMinutesPart(), 'm');
        part(text, duration.toSecondsPart(), 's');
        return text.toString();
    }

    private static void part(StringBuilder text, long amount, char unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }

    private static @Nullable BigDecimal decimal(String digits) {
        if (digits.isEmpty() || digits.equals(".") || digits.length() > 40) {
            return null;
        }
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 0L;
        };
    }
}
