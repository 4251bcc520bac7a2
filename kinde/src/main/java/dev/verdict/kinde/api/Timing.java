package dev.verdict.kinde.api;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Time and chance, as clients and caches see them.
 *
 * @param randomness numbers from 0 inclusive to 1 exclusive
 */
public record Timing(InstantSource clock, DoubleSupplier randomness, Timer timer) {
    /** The time of the machine. */
    public static final Timing SYSTEM =
            new Timing(InstantSource.system(), () -> ThreadLocalRandom.current().nextDouble(), Timing::elapse);

    /** Tells when a time has passed. */
    @FunctionalInterface
    public interface Timer {
        /** Completes after {@code delay}, on a thread that must not be kept busy. */
        CompletableFuture<Void> after(Duration delay);
    }

    public Timing {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(randomness, "randomness");
        Objects.requireNonNull(timer, "timer");
    }

    private static CompletableFuture<Void> elapse(Duration delay) {
        CompletableFuture<Void> elapsed = new CompletableFuture<>();
        return elapsed.completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void pause(Duration delay) throws InterruptedException {
        try {
            timer.after(delay).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a timer failed", e);
        }
    }
}
