package dev.verdict.expr.library;

import dev.verdict.expr.value.Timestamp;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Timestamps and durations as text. */
final class TimeText {
    private static final int NANOS_DIGITS = 9;

    private TimeText() {}

    /** RFC 3339 in the offset in which the value was written, without trailing zeros in the fraction. */
    static String rfc3339(Timestamp timestamp) {
        return rfc3339(timestamp, timestamp.offsetSeconds());
    }

    static String rfc3339(Timestamp timestamp, int offsetSeconds) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                timestamp.instant().getEpochSecond(),
                timestamp.instant().getNano(),
                ZoneOffset.ofTotalSeconds(offsetSeconds));
        StringBuilder text = new StringBuilder(35);
        pad(text, local.getYear(), 4).append('-');
        pad(text, local.getMonthValue(), 2).append('-');
        pad(text, local.getDayOfMonth(), 2).append('T');
        pad(text, local.getHour(), 2).append(':');
        pad(text, local.getMinute(), 2).append(':');
        pad(text, local.getSecond(), 2);
        fraction(text, local.getNano());
        if (offsetSeconds == 0) {
            return text.append('Z').toString();
        }
        int minutes = Math.abs(offsetSeconds) / 60;
        text.append(offsetSeconds < 0 ? '-' : '+');
        pad(text, minutes / 60, 2).append(':');
        return pad(text, minutes % 60, 2).toString();
    }

    /** Seconds with the unit, as {@code 90s} and {@code -1.5s}. */
    static String seconds(Duration duration) {
        Duration size = duration.abs();
        StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "").append(size.getSeconds());
        return fraction(text, size.getNano()).append('s').toString();
    }

    private static StringBuilder fraction(StringBuilder text, int nanos) {
        if (nanos == 0) {
            return text;
        }
        text.append('.');
        pad(text, nanos, NANOS_DIGITS);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        text.setLength(end);
        return text;
    }

    private static StringBuilder pad(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        return text.append(digits);
    }
}
