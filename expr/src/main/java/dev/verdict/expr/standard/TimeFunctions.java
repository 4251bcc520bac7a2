package dev.verdict.expr.standard;

import dev.cel.common.types.SimpleType;
import dev.verdict.expr.library.Overload;
import dev.verdict.expr.library.Overload.Body;
import dev.verdict.expr.text.ZoneText;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The getters of timestamps and durations. */
final class TimeFunctions {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MINUTE = 60 * NANOS_PER_SECOND;
    private static final long NANOS_PER_HOUR = 60 * NANOS_PER_MINUTE;
    private static final int DAYS_PER_WEEK = 7;

    private TimeFunctions() {}

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        ofTimestamp(all, "getFullYear", LocalDateTime::getYear);
        ofTimestamp(all, "getMonth", time -> time.getMonthValue() - 1);
        ofTimestamp(all, "getDate", LocalDateTime::getDayOfMonth);
        ofTimestamp(all, "getDayOfMonth", time -> time.getDayOfMonth() - 1);
        ofTimestamp(all, "getDayOfYear", time -> time.getDayOfYear() - 1);
        ofTimestamp(all, "getDayOfWeek", time -> time.getDayOfWeek().getValue() % DAYS_PER_WEEK);
        ofTimestamp(all, "getHours", LocalDateTime::getHour);
        ofTimestamp(all, "getMinutes", LocalDateTime::getMinute);
        ofTimestamp(all, "getSeconds", LocalDateTime::getSecond);
        ofTimestamp(all, "getMilliseconds", time -> time.get(ChronoField.MILLI_OF_SECOND));
        ofDuration(all, "getHours", duration -> duration.toNanos() / NANOS_PER_HOUR);
        ofDuration(all, "getMinutes", duration -> duration.toNanos() / NANOS_PER_MINUTE);
        ofDuration(all, "getSeconds", duration -> duration.toNanos() / NANOS_PER_SECOND);
        ofDuration(all, "getMilliseconds", duration -> duration.toNanos() / NANOS_PER_MILLI);
        return all;
    }

    private static void ofTimestamp(List<Overload> all, String name, ToLongFunction<LocalDateTime> getter) {
        Body.Unary inUtc = (meter, value) -> value instanceof Timestamp time
                ? (Object) getter.applyAsLong(shifted(time, 0))
                : CelError.noSuchOverload();
        Body.Binary inZone = (meter, value, zone) -> {
            if (!(value instanceof Timestamp time && zone instanceof String place)) {
                return CelError.noSuchOverload();
            }
            Object offset = ZoneText.offsetSeconds(place, time.instant());
            return offset instanceof Long seconds ? (Object) getter.applyAsLong(shifted(time, seconds)) : offset;
        };
        all.add(Overload.member(name, "timestamp_" + name, SimpleType.INT, inUtc, SimpleType.TIMESTAMP));
        all.add(Overload.member(
                name,
                "timestamp_" + name + "_in_zone",
                SimpleType.INT,
                inZone,
                SimpleType.TIMESTAMP,
                SimpleType.STRING));
    }

    private static LocalDateTime shifted(Timestamp time, long seconds) {
        Instant instant = time.instant();
        int nano = instant.getNano();
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond() + seconds, nano, ZoneOffset.UTC);
    }

    private static void ofDuration(List<Overload> all, String name, ToLongFunction<Duration> getter) {
        Body.Unary body = (meter, value) ->
                value instanceof Duration duration ? (Object) getter.applyAsLong(duration) : CelError.noSuchOverload();
        all.add(Overload.member(name, "duration_" + name, SimpleType.INT, body, SimpleType.DURATION));
    }
}
