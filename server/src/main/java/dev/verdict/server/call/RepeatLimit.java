package dev.verdict.server.call;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets each distinct message pass once a second and counts the others. Safe for use by several threads. */
public final class RepeatLimit {
    /** Returned for a message that is not to be logged. */
    public static final long SUPPRESSED = -1;

    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int MAX_MESSAGES = 500;
    /** Stands for what is distinct from {@link #MAX_MESSAGES} others within a second. */
    private static final Object OTHERS = new Object();

    private final LongSupplier nanoTime;
    private final Map<Object, Passed> messages = new HashMap<>();

    private static final class Passed {
        private long at;
        private long suppressed;
    }

    /** {@code nanoTime} is the clock. */
    public RepeatLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How many of these messages were suppressed since the last that passed, or {@link #SUPPRESSED} for this one too. */
    public synchronized long pass(Object message) {
        long now = nanoTime.getAsLong();
        Passed last = messages.get(message);
        if (last == null) {
            Object key = message;
            if (messages.size() >= MAX_MESSAGES) {
                messages.values().removeIf(passed -> now - passed.at >= PERIOD_NANOS);
                key = messages.size() >= MAX_MESSAGES ? OTHERS : message;
            }
            last = messages.get(key);
            if (last == null) {
                last = new Passed();
                last.at = now;
                messages.put(key, last);
                return 0;
            }
        }
        if (now - last.at < PERIOD_NANOS) {
            last.suppressed++;
            return SUPPRESSED;
        }
        long suppressed = last.suppressed;
        last.at = now;
        last.suppressed = 0;
        return suppressed;
    }
}
