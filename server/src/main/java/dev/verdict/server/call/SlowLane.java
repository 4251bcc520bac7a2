package dev.verdict.server.call;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for the few requests that are too expensive for an event loop. Few and with a bounded queue: what does not fit
 * is refused at once, as an attacker's expensive requests must not use up memory or make others wait. Platform threads,
 * because the work computes and never waits.
 */
public final class SlowLane implements AutoCloseable {
    private static final int QUEUE = 512;
    private static final int CLOSE_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    public SlowLane() {
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        threads = new ThreadPoolExecutor(
                count,
                count,
                Duration.ofSeconds(30).toMillis(),
                TimeUnit.MILLISECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().name("verdict-slow-", 0).daemon(true).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs {@code work} later, or returns false. */
    boolean tryRun(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Waits a little for what runs. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                // Daemon threads: they end with the process.
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
