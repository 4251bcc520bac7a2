package dev.verdict.kinde.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Spares an API that fails: after some failures in a row nothing is sent for a while, then one request at a time. */
final class CircuitBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

    private final String name;
    private final int failuresToOpen;
    private final Duration openFor;
    private final InstantSource clock;

    // INVARIANT: the fields below are only touched while this object is locked.
    private int failures;
    private boolean open;
    private Instant tryAgainAt = Instant.MIN;

    CircuitBreaker(String name, ApiLimits limits, InstantSource clock) {
        this.name = name;
        this.failuresToOpen = limits.failuresToOpen();
        this.openFor = limits.openFor();
        this.clock = clock;
    }

    /**
     * Asks whether a request may be sent. Who may must tell what became of it.
     *
     * @throws ApiFailure if it may not
     */
    synchronized void admit() throws ApiFailure {
        if (!open) {
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(tryAgainAt)) {
            throw ApiFailure.unavailable("not asked, after earlier failures");
        }
        // This request is the trial; the others wait for what becomes of it.
        tryAgainAt = now.plus(openFor);
    }

    synchronized void succeeded() {
        if (open) {
            LOG.info("The {} answers again", name);
        }
        failures = 0;
        open = false;
    }

    synchronized void failed(String reason) {
        failures++;
        if (open || failures >= failuresToOpen) {
            open(openFor, reason);
        }
    }

    /** Sends nothing for {@code time}, as the server demands. */
    synchronized void leaveAlone(Duration time, String reason) {
        open(time, reason);
    }

    private void open(Duration time, String reason) {
        if (!open) {
            LOG.warn("The {} is left alone for {}: {}", name, time, reason);
        }
        open = true;
        tryAgainAt = clock.instant().plus(time);
    }
}
