package dev.verdict.kinde.emulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs as another one does, moved by an offset that can be changed at any time by any thread. */
public final class MovableClock implements InstantSource {
    private final InstantSource source;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    public MovableClock(InstantSource source) {
        this.source = source;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(offset.get());
    }

    /** Moves the clock, backwards when {@code step} is negative. */
    public void advance(Duration step) {
        offset.updateAndGet(step::plus);
    }

    /** Takes back all moves. */
    public void reset() {
        offset.set(Duration.ZERO);
    }
}
