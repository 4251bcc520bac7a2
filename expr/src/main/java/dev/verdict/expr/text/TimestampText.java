package dev.verdict.expr.text;

import dev.verdict.expr.value.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Timestamps as text of RFC 3339. */
public final class TimestampText {
    private static final long MIN_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long MAX_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int NANO_DIGITS = 9;
    private static final int DATE_AND_TIME = 19;

    private TimestampText() {}

    /** Whether the second belongs to the years 1 to 9999. */
    public static boolean isInRange(long epochSecond) {
        return epochSecond >= MIN_SECOND && epochSecond <= MAX_SECOND;
    }

    /** As {@code string(timestamp)}: in the offset in which it was written, the fraction without zeros at its end. */
    public static String of(Timestamp timestamp) {
        int offset = timestamp.offsetSeconds();
        Instant instant = timestamp.instant();
        int nano = instant.getNano();
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond() + offset, nano, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(35);
        pad(text, time.getYear(), 4);
        pad(text.append('-'), time.getMonthValue(), 2);
        pad(text.append('-'), time.getDayOfMonth(), 2);
        pad(text.append('T'), time.getHour(), 2);
        pad(text.append(':'), time.getMinute(), 2);
        pad(text.append(':'), time.getSecond(), 2);
        if (nano != 0) {
            pad(text.append('.'), nano, NANO_DIGITS);
            int end = text.length();
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            text.setLength(end);
        }
        if (offset == 0) {
            return text.append('Z').toString();
        }
        int size = Math.abs(offset);
        pad(text.append(offset < 0 ? '-' : '+'), size / SECONDS_PER_HOUR, 2);
        pad(text.append(':'), size % SECONDS_PER_HOUR / SECONDS_PER_MINUTE, 2);
        return text.toString();
    }

    private static void pad(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        text.append(digits);
    }

    /** Reads what {@code timestamp(string)} accepts; null if {@code text} is something else. */
    public static @Nullable Timestamp parse(String text) {
        Timestamp timestamp = read(text);
        return timestamp != null && isInRange(timestamp.instant().getEpochSecond()) ? timestamp : null;
    }

    /** Why {@link #parse} does not accept {@code text}, in the words of the reference. */
    public static String problem(String text) {
        if (read(text) != null) {
            return "timestamp overflow";
        }
        StringBuilder lenient = new StringBuilder(text);
        if (text.length() > DATE_AND_TIME) {
            replace(lenient, 10, "t", "T");
            replace(lenient, text.length() - 1, "z", "Z");
            replace(lenient, 17, "60", "59");
            for (String day : List.of("29", "30", "31")) {
                replace(lenient, 8, day, "28");
            }
        }
        return read(lenient.toString()) == null
                ? "invalid RFC 3339 timestamp \"" + text + "\""
                : "type conversion error from 'string' to 'google.protobuf.Timestamp'";
    }

    private static void replace(StringBuilder text, int at, String old, String with) {
        if (text.indexOf(old, at) == at) {
            text.replace(at, at + old.length(), with);
        }
    }

    private static @Nullable Timestamp read(String text) {
        if (text.length() <= DATE_AND_TIME || !hasForm(text, "dddd-dd-ddTdd:dd:dd")) {
            return null;
        }
        int zone = DATE_AND_TIME;
        int nanos = 0;
        if (text.charAt(zone) == '.') {
            int end = zone + 1;
            while (end < text.length() && isDigit(text.charAt(end))) {
                if (end - zone <= NANO_DIGITS) {
                    nanos = nanos * 10 + (text.charAt(end) - '0');
                }
                end++;
            }
            int digits = end - zone - 1;
            if (digits == 0) {
                return null;
            }
            for (int i = digits; i < NANO_DIGITS; i++) {
                nanos *= 10;
            }
            zone = end;
        }
        Integer offset = offset(text.substring(zone));
        return offset == null ? null : at(text, nanos, offset);
    }

    private static @Nullable Timestamp at(String text, int nanos, int offset) {
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        try {
            long day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                    .toEpochDay();
            long epochSecond = day * 86_400
                    + hour * (long) SECONDS_PER_HOUR
                    + minute * (long) SECONDS_PER_MINUTE
                    + second
                    - offset;
            return new Timestamp(Instant.ofEpochSecond(epochSecond, nanos), offset);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Seconds east of UTC, or null. */
    private static @Nullable Integer offset(String zone) {
        if (zone.equals("Z")) {
            return 0;
        }
        if (zone.length() != 6 || !(hasForm(zone, "+dd:dd") || hasForm(zone, "-dd:dd"))) {
            return null;
        }
        int hours = number(zone, 1, 2);
        int minutes = number(zone, 4, 2);
        if (hours > 23 || minutes > 59) {
            return null;
        }
        int seconds = hours * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE;
        return zone.charAt(0) == '-' ? -seconds : seconds;
    }

    /** Whether {@code text} begins as {@code form}, where {@code d} stands for a digit. */
    private static boolean hasForm(String text, String form) {
        for (int i = 0; i < form.length(); i++) {
            char wanted = form.charAt(i);
            if (wanted == 'd' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int at, int length) {
        return Integer.parseInt(text, at, at + length, 10);
    }
}
