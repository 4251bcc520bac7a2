package dev.verdict.server.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long HTTP requests took and how large they and their answers were. Safe for use by several threads. */
public final class HttpMetrics {
    private static final Duration[] BUCKETS =
            Buckets.millis(5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000);
    private static final int OK = 200;

    private final MeterRegistry registry;
    private final Map<Key, Meters> meters = new ConcurrentHashMap<>();

    /** Of the requests that matter, found without a look-up. */
    private final Meters goodPosts;

    private record Key(String method, int status) {}

    private record Meters(Timer duration, DistributionSummary requestBytes, DistributionSummary responseBytes) {}

    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        goodPosts = meters(new Key("POST", OK));
    }

    /**
     * Counts an answered request.
     *
     * @param method one of the methods that HTTP defines, as anything else would make metrics without end
     */
    public void answered(String method, int status, long nanos, int requestBytes, int responseBytes) {
        Meters target = status == OK && method.equals("POST") ? goodPosts : others(method, status);
        target.duration().record(nanos, TimeUnit.NANOSECONDS);
        target.requestBytes().record(requestBytes);
        target.responseBytes().record(responseBytes);
    }

    private Meters others(String method, int status) {
        Key key = new Key(isKnown(method) ? method : "_OTHER", status);
        @Nullable Meters found = meters.get(key);
        return found != null ? found : meters.computeIfAbsent(key, this::meters);
    }

    private static boolean isKnown(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE" -> true;
            default -> false;
        };
    }

    private Meters meters(Key key) {
        Tags tags = Tags.of(
                "http.request.method",
                key.method(),
                "http.response.status.code",
                Integer.toString(key.status()),
                "network.protocol.name",
                "http");
        return new Meters(
                Timer.builder("http.server.request.duration")
                        .description("Duration of HTTP server requests.")
                        .tags(tags)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry),
                bytes("http.server.request.body.size", "Size of HTTP server request bodies.", tags),
                bytes("http.server.response.body.size", "Size of HTTP server response bodies.", tags));
    }

    private DistributionSummary bytes(String name, String description, Tags tags) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit("bytes")
                .tags(tags)
                .serviceLevelObjectives(Buckets.bodyBytes())
                .register(registry);
    }
}
