package dev.verdict.engine.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which paths are being written at the moment, as the events tell. A path is in a burst from its first event until none
 * came for the quiet period; a burst that outlasts the patience makes the path noisy, and nobody waits for it any more.
 * What looks find belongs to {@link Settling}: they come too rarely to keep a burst alive. Safe for use by several
 * threads; times are those of {@link System#nanoTime()}.
 */
final class Bursts {
    /** Ends the waiting when ever new paths keep the set busy; a mixed set is then better than an old one for ever. */
    static final int STARVED_AFTER_PATIENCES = 15;

    private final long quiet;
    private final long patience;
    private final Map<String, Burst> byPath = new HashMap<>();
    private long busySince;

    private record Burst(long first, long last) {}

    Bursts(Duration quiet, Duration patience) {
        this.quiet = quiet.toNanos();
        this.patience = patience.toNanos();
    }

    synchronized void record(String path, long now) {
        forgetEnded(now);
        if (byPath.isEmpty()) {
            busySince = now;
        }
        byPath.merge(path, new Burst(now, now), (earlier, later) -> new Burst(earlier.first, later.last));
    }

    /** Nanoseconds until no path is left to wait for if nothing more happens; 0 when that is now. */
    synchronized long untilQuiet(long now) {
        forgetEnded(now);
        if (isStarved(now)) {
            return 0;
        }
        long wait = 0;
        for (Burst burst : byPath.values()) {
            long noisyAt = burst.first + patience;
            long quietAt = burst.last + quiet;
            wait = Math.max(wait, Math.min(noisyAt - now, quietAt - now));
        }
        return wait;
    }

    /** True when a path that the test accepts has been written for so long that nobody waits for it. */
    synchronized boolean isNoisy(Predicate<String> test, long now) {
        if (isStarved(now)) {
            return true;
        }
        for (Map.Entry<String, Burst> entry : byPath.entrySet()) {
            if (now - entry.getValue().first >= patience && test.test(entry.getKey())) {
                return true;
            }
        }
        return false;
    }

    private boolean isStarved(long now) {
        return !byPath.isEmpty() && now - busySince >= STARVED_AFTER_PATIENCES * patience;
    }

    private void forgetEnded(long now) {
        byPath.values().removeIf(burst -> now - burst.last >= quiet);
    }
}
