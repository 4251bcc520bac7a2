package dev.verdict.kinde.emulator.webhook;

import java.time.Duration;

/**
 * How deliveries are disturbed.
 *
 * @param isHeld events wait until they are released
 * @param copies how often each delivery is sent beyond the first time, although it succeeded
 * @param age how much older than they are events say to be
 */
public record Disturbance(boolean isHeld, int copies, Duration age) {
    /** Not at all. */
    public static final Disturbance NONE = new Disturbance(false, 0, Duration.ZERO);

    /** @throws IllegalArgumentException unless there are 0 to 100 copies */
    public Disturbance {
        if (copies < 0 || copies > 100) {
            throw new IllegalArgumentException("there can be 0 to 100 copies, not " + copies);
        }
    }
}
