package dev.verdict.server.metrics;

import dev.verdict.wire.error.StatusCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** How long the calls of one API method took, by their status. Safe for use by several threads. */
public final class CallMetrics {
    private static final Duration[] BUCKETS =
            Buckets.millis(5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000);
    private static final StatusCode[] CODES = StatusCode.values();

    private final MeterRegistry registry;
    private final String method;
    private final AtomicReferenceArray<Timer> byStatus = new AtomicReferenceArray<>(CODES.length);

    CallMetrics(MeterRegistry registry, String method) {
        this.registry = registry;
        this.method = method;
    }

    /** Counts a call that has ended. */
    public void ended(StatusCode status, long nanos) {
        Timer timer = byStatus.get(status.number());
        if (timer == null) {
            timer = timer(status);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(StatusCode status) {
        Timer timer = Timer.builder("rpc.server.call.duration")
                .description("Duration of calls of the API, whatever protocol carried them.")
                .tag("rpc.method", method)
                .tag("rpc.response.status.code", status.name())
                .tag("rpc.system.name", "grpc")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        byStatus.set(status.number(), timer);
        return timer;
    }
}
