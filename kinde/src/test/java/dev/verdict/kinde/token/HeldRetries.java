package dev.verdict.kinde.token;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Notes when retries are due instead of waiting for them. */
final class HeldRetries extends ScheduledThreadPoolExecutor {
    final List<Duration> delays = new CopyOnWriteArrayList<>();

    HeldRetries() {
        super(1, task -> Thread.ofPlatform().daemon().unstarted(task));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> retry, long delay, TimeUnit unit) {
        delays.add(Duration.of(delay, unit.toChronoUnit()));
        ScheduledFuture<V> never = super.schedule(retry, 1, TimeUnit.DAYS);
        never.cancel(false);
        return never;
    }
}
