package dev.verdict.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of the header {@code Date}, made once a second. */
final class HttpDate {
    private static final long INTERVAL_MS = 1_000;
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private volatile CharSequence now;

    HttpDate(InstantSource clock) {
        this.clock = clock;
        now = format();
    }

    void start(Vertx vertx) {
        vertx.setPeriodic(INTERVAL_MS, id -> now = format());
    }

    private CharSequence format() {
        return HttpHeaders.createOptimized(FORMAT.format(clock.instant()));
    }

    CharSequence now() {
        return now;
    }
}
