package dev.verdict.kinde.api;

import java.time.Duration;
import java.util.Objects;

/**
 * What one client may spend on an API.
 *
 * @param timeout for one attempt of one request to its last byte, and for the wait for a free connection
 * @param pageSize objects asked for per page; the Management API gives at most 500
 * @param maxPages pages of one list; a longer list is a failure, never cut off
 * @param maxBytes of one answer
 * @param maxConcurrent requests under way at a time
 * @param maxWaiting requests that may wait for one of those; more fail at once
 * @param attempts of one request, the first included
 * @param firstBackOff the longest pause before the second attempt; doubles from there on
 * @param longestBackOff bound of every pause; a server that asks for more is left alone instead
 * @param failuresToOpen consecutive failures after which requests fail without being sent
 * @param openFor how long they do, before one is tried again
 */
public record ApiLimits(
        Duration timeout,
        int pageSize,
        int maxPages,
        int maxBytes,
        int maxConcurrent,
        int maxWaiting,
        int attempts,
        Duration firstBackOff,
        Duration longestBackOff,
        int failuresToOpen,
        Duration openFor) {
    public static final ApiLimits USUAL = new ApiLimits(
            Duration.ofSeconds(2),
            500,
            20,
            1 << 20,
            16,
            500,
            3,
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            5,
            Duration.ofSeconds(10));

    public ApiLimits {
        positive(timeout, "timeout");
        positive(pageSize, "pageSize");
        positive(maxPages, "maxPages");
        positive(maxBytes, "maxBytes");
        positive(maxConcurrent, "maxConcurrent");
        positive(maxWaiting, "maxWaiting");
        positive(attempts, "attempts");
        positive(firstBackOff, "firstBackOff");
        positive(longestBackOff, "longestBackOff");
        positive(failuresToOpen, "failuresToOpen");
        positive(openFor, "openFor");
    }

    /** The same limits with another number of requests at a time. */
    public ApiLimits withMaxConcurrent(int value) {
        return new ApiLimits(
                timeout,
                pageSize,
                maxPages,
                maxBytes,
                value,
                maxWaiting,
                attempts,
                firstBackOff,
                longestBackOff,
                failuresToOpen,
                openFor);
    }

    private static void positive(int value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException("`" + name + "` must be positive, not " + value);
        }
    }

    private static void positive(Duration value, String name) {
        Objects.requireNonNull(value, name);
        if (!value.isPositive()) {
            throw new IllegalArgumentException("`" + name + "` must be positive, not " + value);
        }
    }
}
