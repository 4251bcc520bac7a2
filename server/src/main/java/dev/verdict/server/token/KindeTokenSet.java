package dev.verdict.server.token;

import dev.verdict.kinde.Denials;
import dev.verdict.kinde.KeysHealth;
import dev.verdict.kinde.KindePrincipal;
import dev.verdict.kinde.KindeResult;
import dev.verdict.kinde.KindeTokens;
import dev.verdict.kinde.SignedPayload;
import dev.verdict.kinde.enrich.Enrichment;
import dev.verdict.kinde.enrich.EnrichmentResult;
import dev.verdict.kinde.token.TokenProblem;
import dev.verdict.server.call.Identification;
import dev.verdict.server.call.TokenVerifier.Verification;
import dev.verdict.server.config.KindeKeySet;
import dev.verdict.server.config.KindeKeySet.PrincipalMode;
import dev.verdict.server.token.CallerOfToken.Rule;
import java.time.InstantSource;
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

    KindeTokenSet(KindeKeySet keySet, InstantSource clock, Denials denials) {
        this.keySet = keySet;
        tokens = new KindeTokens(keySet.tokens(), clock, denials);
        enrichment = keySet.enrichment() == null ? null : Enrichment.start(keySet.enrichment());
    }

    String id() {
        return keySet.id();
    }

    @Nullable
    Enrichment enrichment() {
        return enrichment;
    }

    /** Whether the Management API can be asked about organizations. */
    boolean readsOrganizations() {
        return keySet.enrichment() != null && keySet.enrichment().management() != null;
    }

    KeysHealth health() {
        return tokens.keysHealth();
    }

    CompletionStage<SignedPayload> signedPayload(String jws) {
        return tokens.signedPayload(jws);
    }

    /** Verifies the token of a call that has a principal of its own, and the ID token that may come with it. */
    CompletionStage<Verification> verify(String access, @Nullable String id) {
        if (keySet.principal() == PrincipalMode.OFF) {
            return tokens.verify(access, id).thenApply(KindeTokenSet::claimsOnly);
        }
        Rule rule = switch (keySet.principal()) {
            case OFF, VERIFY -> Rule.VERIFIED;
            case ENRICH -> Rule.ENRICHED;
            case REPLACE -> Rule.REPLACED;
        };
        return identify(access, id, rule, rule != Rule.VERIFIED);
    }

    /** Verifies the token of a call whose principal it is. */
    CompletionStage<Verification> bearer(String token) {
        return identify(token, null, Rule.BEARER, true);
    }

    private CompletionStage<Verification> identify(String access, @Nullable String id, Rule rule, boolean mayEnrich) {
        return tokens.verify(access, id).thenCompose(result -> switch (result) {
            case KindeResult.Refused refused -> CompletableFuture.completedStage(refused(refused));
            case KindeResult.Verified verified ->
                mayEnrich && enrichment != null
                        ? enriched(verified.principal(), access, enrichment).thenApply(outcome -> named(outcome, rule))
                        : CompletableFuture.completedStage(named(verified, rule));
        });
    }

    private static CompletionStage<KindeResult> enriched(KindePrincipal caller, String access, Enrichment enrichment) {
        return enrichment.enrich(caller.identity(), access).thenApply(result -> switch (result) {
            case EnrichmentResult.Denied denied ->
                new KindeResult.Refused(TokenProblem.SUBJECT_DENIED, denied.reason());
            case EnrichmentResult.Enriched enriched -> {
                enriched.warnings().forEach(warning -> LOG.warn("Of a caller less is known: {}", warning));
                boolean isMore = !enriched.identity().equals(caller.identity());
                yield new KindeResult.Verified(isMore ? caller.with(enriched.identity()) : caller);
            }
        });
    }

    private static Verification claimsOnly(KindeResult result) {
        return switch (result) {
            case KindeResult.Refused refused -> refused(refused);
            case KindeResult.Verified verified ->
                new Verification.Verified(verified.principal().auxData(), Identification.NONE);
        };
    }

    private static Verification named(KindeResult result, Rule rule) {
        return switch (result) {
            case KindeResult.Refused refused -> refused(refused);
            case KindeResult.Verified verified ->
                new Verification.Verified(
                        verified.principal().auxData(), new CallerOfToken(verified.principal(), rule));
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
