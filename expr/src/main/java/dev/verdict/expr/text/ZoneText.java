package dev.verdict.expr.text;

import dev.verdict.expr.value.CelError;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;

/** Time zones by name or by offset. */
public final class ZoneText {
    private static final Set<String> NAMES = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    /** Hours or minutes of an offset that leave every date within the reach of the calendar. */
    private static final long LARGEST = 100_000_000L;

    private ZoneText() {}

    /** Seconds east of UTC at {@code instant}, as a {@code Long}; a {@link CelError} if there is no such zone. */
    public static Object offsetSeconds(String zone, Instant instant) {
        int colon = zone.indexOf(':');
        if (colon >= 0) {
            return fixed(zone, colon);
        }
        return switch (zone) {
            case "", "UTC" -> 0L;
            case "Local" ->
                (long) ZoneId.systemDefault().getRules().getOffset(instant).getTotalSeconds();
            case "EST" -> -5L * MINUTES_PER_HOUR * SECONDS_PER_MINUTE;
            case "MST" -> -7L * MINUTES_PER_HOUR * SECONDS_PER_MINUTE;
            case "HST" -> -10L * MINUTES_PER_HOUR * SECONDS_PER_MINUTE;
            default ->
                NAMES.contains(zone)
                        ? (Object) (long)
                                ZoneId.of(zone).getRules().getOffset(instant).getTotalSeconds()
                        : new CelError("unknown time zone " + zone);
        };
    }

    private static Object fixed(String zone, int colon) {
        String hourText = zone.substring(0, colon);
        String minuteText = zone.substring(colon + 1);
        Long hours = NumberReader.readInt(hourText);
        if (hours == null || Math.abs(hours) > LARGEST) {
            return badNumber(hourText, hours == null);
        }
        Long minutes = NumberReader.readInt(minuteText);
        if (minutes == null || Math.abs(minutes) > LARGEST) {
            return badNumber(minuteText, minutes == null);
        }
        long offset = hours * MINUTES_PER_HOUR + (zone.startsWith("-") ? -minutes : minutes);
        return offset * SECONDS_PER_MINUTE;
    }

    private static CelError badNumber(String text, boolean syntax) {
        return new CelError(
                "strconv.Atoi: parsing \"" + text + "\": " + (syntax ? "invalid syntax" : "value out of range"));
    }
}
