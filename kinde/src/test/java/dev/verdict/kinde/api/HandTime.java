package dev.verdict.kinde.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Time that passes by hand. Delays are over at once, except those of one length, which are over when a test says so. */
public final class HandTime implements InstantSource, Timing.Timer {
    public static final Instant START = Instant.parse("2026-08-01T12:00:00Z");

    /** Delays that were over at once. */
    public final List<Duration> pauses = new CopyOnWriteArrayList<>();

    private final @Nullable Duration held;
    private final List<CompletableFuture<Void>> waiting = new CopyOnWriteArrayList<>();
    private volatile Instant now = START;

    /**
     * A time.
     *
     * @param held the length of delays that last, or null
     */
    public HandTime(@Nullable Duration held) {
        this.held = held;
    }

    /** With a chance that always gives one half. */
    public Timing timing() {
        return new Timing(this, () -> 0.5, this);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        if (!delay.equals(held)) {
            pauses.add(delay);
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> later = new CompletableFuture<>();
        waiting.add(later);
        return later;
    }

    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }

    /** Ends the delays that last. */
    public void elapse() {
        waiting.forEach(delay -> delay.complete(null));
    }
}
