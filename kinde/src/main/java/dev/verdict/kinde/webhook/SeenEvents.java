package dev.verdict.kinde.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for two days which events were received, in bounded memory.
 *
 * <p>The event id is signed, and so it decides. The header {@code webhook-id} is not: believed by itself, it would let
 * somebody who replays an old delivery under the id of one to come suppress that one. So it counts together with the
 * bytes of the body, and spares verifying the same delivery again.
 */
final class SeenEvents {
    private static final int MAX_ENTRIES = 100_000;

    private final Cache<String, Boolean> events;
    private final Cache<String, String> deliveries;

    SeenEvents(InstantSource clock, Duration memory) {
        events = Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .expireAfterWrite(memory)
                .ticker(() -> nanoseconds(clock.instant()))
                .executor(Runnable::run)
                .build();
        deliveries = Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .expireAfterWrite(memory)
                .ticker(() -> nanoseconds(clock.instant()))
                .executor(Runnable::run)
                .build();
    }

    private static long nanoseconds(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /** Names a delivery, or is null when it has no webhook id. */
    static @Nullable String delivery(@Nullable String webhookId, byte[] body) {
        if (webhookId == null || webhookId.isEmpty()) {
            return null;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(webhookId.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The event that was received with exactly this delivery, or null. */
    @Nullable
    String eventOf(@Nullable String delivery) {
        return delivery == null ? null : deliveries.getIfPresent(delivery);
    }

    /** Whether the event is new; from now on it is not. */
    boolean isFirst(String eventId) {
        return events.asMap().putIfAbsent(eventId, true) == null;
    }

    /** Says that a delivery was dealt with. */
    void dealtWith(@Nullable String delivery, String eventId) {
        if (delivery != null) {
            deliveries.put(delivery, eventId);
        }
    }

    /** Makes an event new again, because its effects failed. */
    void forget(String eventId) {
        events.invalidate(eventId);
    }
}
