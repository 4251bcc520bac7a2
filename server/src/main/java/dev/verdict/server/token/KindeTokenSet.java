package dev.verdict.server.token;

import dev.verdict.kinde.KeysHealth;
import dev.verdict.kinde.KindePrincipal;
import dev.verdict.kinde.KindeResult;
import dev.verdict.kinde.KindeTokens;
import dev.verdict.kinde.SignedPayload;
import dev.verdict.kinde.enrich.Enrichment;
import dev.verdict.kinde.enrich.EnrichmentResult;
import dev.verdict.kinde.enrich.EnrichmentSettings;
import dev.verdict.kinde.token.TokenProblem;
import dev.verdict.kinde.webhook.DenyList;
import dev.verdict.kinde.webhook.KindeWebhooks;
import dev.verdict.kinde.webhook.OrganizationLookup;
import dev.verdict.kinde.webhook.SignedPayloads.Payload;
import dev.verdict.kinde.webhook.WebhookEffects;
import dev.verdict.kinde.webhook.WebhookOutcome;
import dev.verdict.server.call.Identification;
import dev.verdict.server.call.RepeatLimit;
import dev.verdict.server.call.TokenVerifier.Verification;
import dev.verdict.server.config.KindeKeySet;
import dev.verdict.server.config.KindeKeySet.PrincipalMode;
import dev.verdict.server.token.CallerOfToken.Rule;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens of one key set of Kinde. Thread-safe; no method blocks. */
final class KindeTokenSet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.kinde");

    private final KindeKeySet keySet;
    private final KindeTokens tokens;
    private final @Nullable Enrichment enrichment;
    private final ReservedAttributes reserved;
    private final Identification unidentified;
    private final KindeWebhooks webhooks;
    private final RepeatLimit repeats = new RepeatLimit(System::nanoTime);

    /**
     * The tokens of {@code keySet}.
     *
     * @param unidentified what becomes of requests whose token only adds claims
     */
    KindeTokenSet(KindeKeySet keySet, InstantSource clock, ReservedAttributes reserved, Identification unidentified) {
        this.keySet = keySet;
        this.reserved = reserved;
        this.unidentified = unidentified;
        var denyList = new DenyList();
        tokens = new KindeTokens(keySet.tokens(), clock, denyList::denied);
        EnrichmentSettings settings = keySet.enrichment();
        Enrichment started = settings == null ? null : Enrichment.start(settings);
        enrichment = started;
        webhooks = new KindeWebhooks(
                this::payload,
                started == null ? WebhookEffects.none() : WebhookEffects.on(started),
                denyList,
                organizations(settings, started),
                clock);
    }

    private static @Nullable OrganizationLookup organizations(
            @Nullable EnrichmentSettings settings, @Nullable Enrichment started) {
        return settings == null || settings.management() == null || started == null ? null : started::organization;
    }

    KeysHealth health() {
        return tokens.keysHealth();
    }

    /** Receives a webhook; see {@link KindeWebhooks#receive}. */
    CompletionStage<WebhookOutcome> receive(byte[] body, @Nullable String webhookId) {
        return webhooks.receive(body, webhookId);
    }

    private CompletionStage<Payload> payload(String jws) {
        return tokens.signedPayload(jws).thenApply(payload -> switch (payload) {
            case SignedPayload.Verified verified -> new Payload.Verified(verified.claims());
            case SignedPayload.Refused refused ->
                new Payload.Refused(refused.problem().code(), refused.reason());
        });
    }

    /** Verifies the token of a call that has a principal of its own, and the ID token that may come with it. */
    CompletionStage<Verification> verify(String access, @Nullable String id) {
        if (keySet.principal() == PrincipalMode.OFF) {
            return tokens.verify(access, id).thenApply(this::claimsOnly);
        }
        Rule rule = switch (keySet.principal()) {
            case OFF, VERIFY -> Rule.VERIFIED;
            case ENRICH -> Rule.ENRICHED;
            case REPLACE -> Rule.REPLACED;
        };
        return identify(access, id, rule);
    }

    /** Verifies the token of a call whose principal it is. */
    CompletionStage<Verification> bearer(String token) {
        return identify(token, null, Rule.BEARER);
    }

    private CompletionStage<Verification> identify(String access, @Nullable String id, Rule rule) {
        return tokens.verify(access, id).thenCompose(result -> switch (result) {
            case KindeResult.Refused refused -> CompletableFuture.completedStage(refused(refused));
            case KindeResult.Verified verified ->
                enrichment != null
                        ? enriched(verified.principal(), access, enrichment).thenApply(outcome -> named(outcome, rule))
                        : CompletableFuture.completedStage(named(verified, rule));
        });
    }

    private CompletionStage<KindeResult> enriched(KindePrincipal caller, String access, Enrichment enrichment) {
        return enrichment.enrich(caller.identity(), access).thenApply(result -> switch (result) {
            case EnrichmentResult.Denied denied -> new KindeResult.Refused(problem(denied.cause()), denied.reason());
            case EnrichmentResult.Enriched enriched -> {
                enriched.warnings().forEach(this::warn);
                boolean isMore = !enriched.identity().equals(caller.identity());
                yield new KindeResult.Verified(isMore ? caller.with(enriched.identity()) : caller);
            }
        });
    }

    private static TokenProblem problem(EnrichmentResult.Denied.Cause cause) {
        return switch (cause) {
            case UNAVAILABLE -> TokenProblem.ENRICHMENT_UNAVAILABLE;
            case SUSPENDED, NOT_ALLOWED -> TokenProblem.SUBJECT_DENIED;
        };
    }

    /** Each warning at most once a second, as callers repeat their tokens. */
    private void warn(String warning) {
        if (repeats.pass(warning) != RepeatLimit.SUPPRESSED) {
            LOG.warn("Key set {}: {}", keySet.id(), warning);
        }
    }

    private Verification claimsOnly(KindeResult result) {
        return switch (result) {
            case KindeResult.Refused refused -> refused(refused);
            case KindeResult.Verified verified ->
                new Verification.Verified(verified.principal().auxData(), unidentified);
        };
    }

    private Verification named(KindeResult result, Rule rule) {
        return switch (result) {
            case KindeResult.Refused refused -> refused(refused);
            case KindeResult.Verified verified -> {
                KindePrincipal caller = verified.principal();
                List<String> warnings = caller.warnings();
                for (int i = 0; i < warnings.size(); i++) {
                    warn(warnings.get(i));
                }
                yield new Verification.Verified(caller.auxData(), new CallerOfToken(caller, rule, reserved));
            }
        };
    }

    private static Verification refused(KindeResult.Refused refused) {
        return new Verification.Refused(refused.problem().name(), refused.reason());
    }

    @Override
    public void close() {
        tokens.close();
        if (enrichment != null) {
            enrichment.close();
        }
    }
}
