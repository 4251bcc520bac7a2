package dev.verdict.kinde.webhook;

import dev.verdict.kinde.webhook.SignedPayloads.Payload;
import dev.verdict.kinde.webhook.WebhookOutcome.Accepted;
import dev.verdict.kinde.webhook.WebhookOutcome.Duplicate;
import dev.verdict.kinde.webhook.WebhookOutcome.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the webhooks of one environment of Kinde. A delivery is the bytes of a {@code POST} with content type
 * {@code application/jwt}. Events may come twice, late and in any order. Thread-safe; never blocks, and no stage completes
 * exceptionally.
 *
 * <p>An outcome is known when the event has had its effects. Where an organization has to be read for them this takes as
 * long as the reading does, ten seconds at most. If it fails the outcome is a refusal with status 503 and the event is
 * new again, as Kinde sends it again then.
 */
public final class KindeWebhooks {
    private static final Logger LOG = LoggerFactory.getLogger(KindeWebhooks.class);

    /** Of the body; the caller need not read more. */
    public static final int MAX_BYTES = 256 << 10;

    /** How long reading an organization may delay an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SignedPayloads payloads;
    private final EventEffects effects;
    private final SeenEvents seen;
    private final InstantSource clock;

    /** By event id; an event is here until its outcome is known and the others have been told. */
    private final ConcurrentMap<String, CompletableFuture<WebhookOutcome>> underWay = new ConcurrentHashMap<>();

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
        this(payloads, effects, denyList, organizations, clock, PATIENCE);
    }

    KindeWebhooks(
            SignedPayloads payloads,
            WebhookEffects effects,
            DenyList denyList,
            @Nullable OrganizationLookup organizations,
            InstantSource clock,
            Duration patience) {
        this.payloads = payloads;
        this.effects = new EventEffects(effects, denyList, organizations, patience);
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
                .thenCompose(payload -> judge(payload, delivery))
                .exceptionally(KindeWebhooks::failed);
    }

    private static CompletionStage<WebhookOutcome> done(WebhookOutcome outcome) {
        return CompletableFuture.completedStage(outcome);
    }

    private static WebhookOutcome failed(Throwable failure) {
        LOG.error("A webhook could not be dealt with", failure);
        return new Refused(500, "internal", "the webhook could not be dealt with");
    }

    private CompletionStage<WebhookOutcome> judge(Payload payload, @Nullable String delivery) {
        return switch (payload) {
            case Payload.Refused refused ->
                done(new Refused(
                        refused.code().equals(SignedPayloads.KEYS_UNAVAILABLE) ? 503 : 401,
                        refused.code(),
                        refused.reason()));
            case Payload.Verified verified -> {
                Instant now = clock.instant();
                try {
                    yield accept(Event.of(verified.claims(), now), delivery);
                } catch (Event.NoEvent e) {
                    yield done(e.refused());
                }
            }
        };
    }

    private CompletionStage<WebhookOutcome> accept(Event event, @Nullable String delivery) {
        CompletableFuture<WebhookOutcome> own = new CompletableFuture<>();
        CompletableFuture<WebhookOutcome> other = underWay.putIfAbsent(event.id(), own);
        if (other != null) {
            // Nobody may be told that the event was dealt with as long as that can fail.
            return other.thenApply(outcome -> outcome instanceof Accepted ? new Duplicate(event.id()) : outcome);
        }
        CompletionStage<WebhookOutcome> outcome = seen.isFirst(event.id())
                ? CompletableFuture.completedStage(event)
                        .thenCompose(effects::apply)
                        .thenApply(effect -> outcome(event, effect))
                        .exceptionally(KindeWebhooks::failed)
                        .thenApply(known -> remember(event, delivery, known))
                : done(new Duplicate(event.id()));
        return outcome.whenComplete((known, failure) -> {
            underWay.remove(event.id());
            own.complete(known == null ? failed(failure) : known);
        });
    }

    private static WebhookOutcome outcome(Event event, EventEffect effect) {
        return switch (effect) {
            case EventEffect.Done done -> new Accepted(event.type(), event.id(), done.phrases());
            case EventEffect.Nobody ignored ->
                new Refused(400, "malformed", "the webhook does not say whom it is about");
            case EventEffect.Unknown unknown -> new Refused(503, unknown.code(), unknown.reason());
        };
    }

    private WebhookOutcome remember(Event event, @Nullable String delivery, WebhookOutcome outcome) {
        if (outcome instanceof Accepted) {
            seen.dealtWith(delivery, event.id());
        } else {
            seen.forget(event.id());
        }
        return outcome;
    }
}
