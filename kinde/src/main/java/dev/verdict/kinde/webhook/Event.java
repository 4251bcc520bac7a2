package dev.verdict.kinde.webhook;

import dev.verdict.expr.value.Attributes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a webhook.
 *
 * @param at when the event happened
 */
record Event(String type, String id, Instant at, Attributes data) {
    static final Duration OLDEST = Duration.ofDays(2);
    static final Duration NEWEST = Duration.ofMinutes(5);

    private static final int MAX_NAME = 200;

    /** Says why a payload is no webhook; the code is stable. */
    static final class NoEvent extends Exception {
        private static final long serialVersionUID = 1;

        private final String code;

        private NoEvent(String code, String reason) {
            super(reason, null, false, false);
            this.code = code;
        }

        WebhookOutcome.Refused refused() {
            String reason = getMessage();
            return new WebhookOutcome.Refused(400, code, reason == null ? code : reason);
        }
    }

    /**
     * The event in {@code claims}, which are signed by the environment.
     *
     * @throws NoEvent if they are of something else, or sent too long ago
     */
    static Event of(Attributes claims, Instant now) throws NoEvent {
        // Access tokens are signed with the same keys, and only tokens say which application they are for.
        if (claims.containsKey("azp")) {
            throw new NoEvent("wrong_token_type", "the body is a token, not a webhook");
        }
        String type = name(claims, "type");
        String id = name(claims, "event_id");
        if (!(claims.get("data") instanceof Attributes data)) {
            throw new NoEvent("malformed", "the webhook has no object `data`");
        }
        Instant sent = time(claims, "timestamp");
        if (sent == null) {
            throw new NoEvent("malformed", "the webhook has no `timestamp`");
        }
        if (sent.isBefore(now.minus(OLDEST))) {
            throw new NoEvent("timestamp_too_old", "the webhook was sent more than 48 hours ago");
        }
        if (sent.isAfter(now.plus(NEWEST))) {
            throw new NoEvent("timestamp_in_future", "the webhook was sent more than 5 minutes in the future");
        }
        Instant happened = time(claims, "event_timestamp");
        Instant at = happened == null ? sent : happened;
        // A clock that is wrong once must not outdate all events to come.
        Instant latest = now.plus(NEWEST);
        return new Event(type, id, at.isAfter(latest) ? latest : at, data);
    }

    private static String name(Attributes claims, String member) throws NoEvent {
        if (claims.get(member) instanceof String text && !text.isEmpty() && text.length() <= MAX_NAME) {
            return text;
        }
        throw new NoEvent("malformed", "the webhook has no `" + member + "`");
    }

    /** ISO 8601, in UTC unless it has an offset. */
    private static @Nullable Instant time(Attributes claims, String member) throws NoEvent {
        Object value = claims.get(member);
        if (value == null) {
            return null;
        }
        try {
            if (value instanceof String text) {
                TemporalAccessor time =
                        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
                return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : Instant.from(time);
            }
        } catch (DateTimeException e) {
            // told below, with what is no text at all
        }
        throw new NoEvent("malformed", "`" + member + "` of the webhook is not an ISO 8601 time");
    }

    /** The text at a path inside the data, or null. */
    @Nullable
    String text(String... path) {
        return value(path) instanceof String text && !text.isEmpty() ? text : null;
    }

    @Nullable
    Object value(String... path) {
        Object at = data;
        for (String member : path) {
            at = at instanceof Attributes object ? object.get(member) : null;
        }
        return at;
    }

    /** The first of the paths, written with dots, that leads to text; else null. */
    @Nullable
    String firstText(String... paths) {
        for (String path : paths) {
            int dot = path.indexOf('.');
            String text = dot < 0 ? text(path) : text(path.substring(0, dot), path.substring(dot + 1));
            if (text != null) {
                return text;
            }
        }
        return null;
    }
}
