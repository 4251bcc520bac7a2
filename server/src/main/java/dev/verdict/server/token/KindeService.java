package dev.verdict.server.token;

import dev.verdict.kinde.KeysHealth;
import dev.verdict.kinde.SignedPayload;
import dev.verdict.kinde.api.OrganizationFacts;
import dev.verdict.kinde.token.TokenProblem;
import dev.verdict.kinde.webhook.DenyList;
import dev.verdict.kinde.webhook.KindeWebhooks;
import dev.verdict.kinde.webhook.SignedPayloads.Payload;
import dev.verdict.kinde.webhook.WebhookEffects;
import dev.verdict.kinde.webhook.WebhookOutcome;
import dev.verdict.server.call.TokenVerifier.Verification;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Bearer tokens and webhooks of all key sets of Kinde. Thread-safe; no method blocks, no stage completes exceptionally. */
public final class KindeService {
    private final List<KindeTokenSet> sets;
    private final KindeWebhooks webhooks;

    KindeService(List<KindeTokenSet> sets, DenyList denyList, InstantSource clock) {
        this.sets = sets;
        boolean canAsk = sets.stream().anyMatch(KindeTokenSet::readsOrganizations);
        webhooks = new KindeWebhooks(this::payload, effects(), denyList, canAsk ? this::organization : null, clock);
    }

    /** Verifies the token of a call whose principal it is, by the key set that has the token's issuer. */
    public CompletionStage<Verification> bearer(String token) {
        return first(
                KindeTokenSet::bearer,
                token,
                verification -> !(verification instanceof Verification.Refused refused
                        && refused.code().equals(TokenProblem.ISSUER_MISMATCH.name())));
    }

    /** Receives the body of a webhook and its header {@code webhook-id}; see {@link KindeWebhooks#receive}. */
    public CompletionStage<WebhookOutcome> receive(byte[] body, @Nullable String webhookId) {
        return webhooks.receive(body, webhookId);
    }

    /** How it stands with the keys, issuer by issuer. */
    public List<KeysHealth.IssuerKeys> keys() {
        List<KeysHealth.IssuerKeys> keys = new ArrayList<>();
        sets.forEach(set -> keys.addAll(set.health().issuers()));
        return keys;
    }

    /** Seconds since {@code keys} were fetched; 0 for those that never are, -1 while there are none. */
    public static long ageSeconds(KeysHealth.IssuerKeys keys) {
        Duration age = keys.age();
        return !keys.known() ? -1 : age == null ? 0 : age.toSeconds();
    }

    /** The first answer that {@code isFinal}, or else the last. */
    private <T> CompletionStage<T> first(
            BiFunction<KindeTokenSet, String, CompletionStage<T>> ask, String text, Predicate<T> isFinal) {
        CompletionStage<T> answer = ask.apply(sets.get(0), text);
        for (int i = 1; i < sets.size(); i++) {
            KindeTokenSet next = sets.get(i);
            answer = answer.thenCompose(
                    known -> isFinal.test(known) ? CompletableFuture.completedStage(known) : ask.apply(next, text));
        }
        return answer;
    }

    private CompletionStage<Payload> payload(String jws) {
        return first(KindeTokenSet::signedPayload, jws, payload -> payload instanceof SignedPayload.Verified)
                .thenApply(KindeService::payload);
    }

    private static Payload payload(SignedPayload payload) {
        return switch (payload) {
            case SignedPayload.Verified verified -> new Payload.Verified(verified.claims());
            case SignedPayload.Refused refused ->
                new Payload.Refused(refused.problem().name().toLowerCase(Locale.ROOT), refused.reason());
        };
    }

    private WebhookEffects effects() {
        WebhookEffects effects = null;
        for (KindeTokenSet set : sets) {
            if (set.enrichment() != null) {
                WebhookEffects more = WebhookEffects.on(set.enrichment());
                effects = effects == null ? more : effects.and(more);
            }
        }
        return effects == null ? WebhookEffects.none() : effects;
    }

    private CompletionStage<Optional<OrganizationFacts>> organization(String code) {
        CompletionStage<Optional<OrganizationFacts>> answer = CompletableFuture.completedStage(Optional.empty());
        for (KindeTokenSet set : sets) {
            var enrichment = set.enrichment();
            if (enrichment != null) {
                answer = answer.thenCompose(known ->
                        known.isPresent() ? CompletableFuture.completedStage(known) : enrichment.organization(code));
            }
        }
        return answer;
    }
}
