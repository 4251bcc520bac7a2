package dev.verdict.kinde.webhook;

import dev.verdict.kinde.webhook.SignedPayloads.Payload;
import dev.verdict.kinde.webhook.WebhookOutcome.Accepted;
import dev.verdict.kinde.webhook.WebhookOutcome.Duplicate;
import dev.verdict.kinde.webhook.WebhookOutcome.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the webhooks of one environment of Kinde. A delivery is the bytes of a {@code POST} with content type
 * {@code application/jwt}. Events may come twice, late and in any order. Thread-safe; never blocks, and no stage completes
 * exceptionally.
 */
public final class KindeWebhooks {
    private static final Logger LOG = LoggerFactory.getLogger(KindeWebhooks.class);

    /** Of the body; the caller need not read more. */
    public static final int MAX_BYTES = 256 << 10;

    private final SignedPayloads payloads;
    private final EventEffects effects;
    private final SeenEvents seen;
    private final InstantSource clock;

    /**
     * A receiver.
     *
     * @param denyList what suspensions and deletions are entered into
     * @param organizations asked after {@code organization.updated}, which does not tell of a suspension; null when
     *     there is no Management API to ask
     */
    public KindeWebhooks(
            SignedPayloads payloads,
            WebhookEffects effects,
            DenyList denyList,
            @Nullable OrganizationLookup organizations,
            InstantSource clock) {
        this.payloads = payloads;
        this.effects = new EventEffects(effects, denyList, organizations);
        this.seen = new SeenEvents(clock, Event.OLDEST);
        this.clock = clock;
    }

    /**
     * Receives one delivery.
     *
     * @param webhookId the header {@code webhook-id}, or null
     */
    public CompletionStage<WebhookOutcome> receive(byte[] body, @Nullable String webhookId) {
        if (body.length > MAX_BYTES) {
            return done(new Refused(413, "too_large", "the body has more than " + MAX_BYTES + " bytes"));
        }
        String delivery = SeenEvents.delivery(webhookId, body);
        String earlier = seen.eventOf(delivery);
        if (earlier != null) {
            return done(new Duplicate(earlier));
        }
        String jws = new String(body, StandardCharsets.UTF_8).strip();
        return CompletableFuture.completedStage(jws)
                .thenCompose(payloads::verify)
                .thenApply(payload -> judge(payload, delivery))
                .exceptionally(failure -> {
                    LOG.error("A webhook could not be dealt with", failure);
                    return new Refused(500, "internal", "the webhook could not be dealt with");
                });
    }

    private static CompletionStage<WebhookOutcome> done(WebhookOutcome outcome) {
        return CompletableFuture.completedStage(outcome);
    }

    private WebhookOutcome judge(Payload payload, @Nullable String delivery) {
        return switch (payload) {
            case Payload.Refused refused ->
                new Refused(
                        refused.code().equals(SignedPayloads.KEYS_UNAVAILABLE) ? 503 : 401,
                        refused.code(),
                        refused.reason());
            case Payload.Verified verified -> {
                Instant now = clock.instant();
                try {
                    yield accept(Event.of(verified.claims(), now), delivery);
                } catch (Event.NoEvent e) {
                    yield e.refused();
                }
            }
        };
    }

    private WebhookOutcome accept(Event event, @Nullable String delivery) {
        if (!seen.isFirst(event.id())) {
            return new Duplicate(event.id());
        }
        boolean dealtWith = false;
        try {
            List<String> done = effects.apply(event);
            dealtWith = done != null;
            if (done == null) {
                return new Refused(400, "malformed", "the webhook does not say whom it is about");
            }
            seen.dealtWith(delivery, event.id());
            return new Accepted(event.type(), event.id(), done);
        } finally {
            if (!dealtWith) {
                seen.forget(event.id());
            }
        }
    }
}
