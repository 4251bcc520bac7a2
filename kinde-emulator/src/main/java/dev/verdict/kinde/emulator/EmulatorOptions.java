package dev.verdict.kinde.emulator;

import dev.verdict.kinde.emulator.data.DataSet;
import java.time.InstantSource;

/**
 * How an emulator starts. Immutable.
 *
 * @param port 0 for a free one
 * @param clock the time that the emulator's clock starts from; it can be moved later
 * @param webhookPace what Kinde's waits between attempts are multiplied with; 0.001 makes 5 s 5 ms
 */
public record EmulatorOptions(int port, DataSet data, InstantSource clock, double webhookPace) {
    /** A free port, the data of Paperwise, the clock of the system, webhooks a thousand times faster than Kinde's. */
    public static final EmulatorOptions DEFAULT =
            new EmulatorOptions(0, DataSet.paperwise(), InstantSource.system(), 0.001);

    /** @throws IllegalArgumentException if the port is out of range, or the pace negative or above 1 */
    public EmulatorOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
        if (!(webhookPace >= 0 && webhookPace <= 1)) {
            throw new IllegalArgumentException("the pace of webhooks is between 0 and 1, not " + webhookPace);
        }
    }

    /** The same with another port. */
    public EmulatorOptions withPort(int other) {
        return new EmulatorOptions(other, data, clock, webhookPace);
    }

    /** The same with other data. */
    public EmulatorOptions withData(DataSet other) {
        return new EmulatorOptions(port, other, clock, webhookPace);
    }

    /** The same with another clock. */
    public EmulatorOptions withClock(InstantSource other) {
        return new EmulatorOptions(port, data, other, webhookPace);
    }

    /** The same with another pace of webhooks. */
    public EmulatorOptions withWebhookPace(double other) {
        return new EmulatorOptions(port, data, clock, other);
    }
}
