package dev.verdict.kinde;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.kinde.claims.IdentityReader;
import dev.verdict.kinde.claims.ReadIdentity;
import dev.verdict.kinde.token.KeysState;
import dev.verdict.kinde.token.StrictResult;
import dev.verdict.kinde.token.StrictVerifier;
import dev.verdict.kinde.token.TokenKind;
import dev.verdict.kinde.token.TokenProblem;
import dev.verdict.kinde.token.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Kinde tokens and turns them into principals. Thread-safe. Meant to live as long as the application.
 *
 * <p>No method blocks. While the issuer's keys are known the returned stage is complete already. Otherwise it completes
 * within about four seconds, on a background thread. Stages never complete exceptionally.
 *
 * <p>A verified token is remembered for at most five minutes and never beyond its expiry or its key; a refused one for ten
 * seconds. Both memories are bounded. A remembered token costs no cryptography.
 *
 * <p>Making one starts to fetch the keys; it does not wait for them. Close it to end its threads.
 */
public final class KindeTokens implements AutoCloseable {
    /** Kinde says of webhooks that they are small; this is what a receiver should accept. */
    private static final int MAX_PAYLOAD_BYTES = 256 << 10;

    private final KindeSettings settings;
    private final InstantSource clock;
    private final Denials denials;
    private final StrictVerifier verifier;
    private final KnownTokens known = new KnownTokens();

    /** Denies nobody whose token is good. */
    public KindeTokens(KindeSettings settings, InstantSource clock) {
        this(settings, clock, identity -> null);
    }

    public KindeTokens(KindeSettings settings, InstantSource clock, Denials denials) {
        this(settings, clock, denials, StrictVerifier.USUAL_FETCH_TIMEOUT);
    }

    KindeTokens(KindeSettings settings, InstantSource clock, Denials denials, Duration fetchTimeout) {
        this.settings = settings;
        this.clock = clock;
        this.denials = denials;
        this.verifier = new StrictVerifier(settings.issuers(), settings.access(), clock, fetchTimeout);
    }

    public KindeSettings settings() {
        return settings;
    }

    /** Verifies an access token, without {@code Bearer} in front. */
    public CompletionStage<KindeResult> verify(String accessToken) {
        return verify(accessToken, null);
    }

    /**
     * Verifies an access token and the ID token of the same user. The ID token tells more of the user but gives no rights.
     *
     * @param idToken null for none
     */
    public CompletionStage<KindeResult> verify(String accessToken, @Nullable String idToken) {
        int max = settings.access().maxTokenBytes();
        if (accessToken.length() > max || (idToken != null && idToken.length() > max)) {
            return refused(TokenProblem.TOKEN_TOO_LARGE, "token has more than " + max + " bytes");
        }
        long now = clock.millis();
        KnownToken recent = known.recent(accessToken, idToken, now);
        return recent != null ? admitted(recent) : verifyOther(accessToken, idToken, now);
    }

    private CompletionStage<KindeResult> admitted(KnownToken token) {
        String reason = denials.denied(token.principal().identity());
        return reason == null
                ? token.stage()
                : CompletableFuture.completedStage(new KindeResult.Refused(TokenProblem.SUBJECT_DENIED, reason));
    }

    private CompletionStage<KindeResult> verifyOther(String access, @Nullable String id, long now) {
        TokenDigest digest = TokenDigest.of(access, id);
        KnownToken verified = known.verified(digest, access, id, now);
        if (verified != null) {
            return admitted(verified);
        }
        KindeResult.Refused refusal = known.refused(digest, now);
        if (refusal != null) {
            return CompletableFuture.completedStage(refusal);
        }
        return verifyAll(access, id).thenCompose(checked -> conclude(checked, digest, access, id));
    }

    /** One or two tokens, verified or not. */
    private record Checked(StrictResult access, @Nullable StrictResult id) {}

    private CompletionStage<Checked> verifyAll(String access, @Nullable String id) {
        CompletionStage<StrictResult> first = verifier.access(access);
        return id == null
                ? first.thenApply(result -> new Checked(result, null))
                : first.thenCombine(verifier.idToken(id), Checked::new);
    }

    private CompletionStage<KindeResult> conclude(
            Checked checked, TokenDigest digest, String access, @Nullable String id) {
        long now = clock.millis();
        Outcome outcome = outcome(checked, access.length() + (id == null ? 0 : id.length()), now);
        if (outcome.token() != null) {
            known.remember(digest, access, id, outcome.token());
            return admitted(outcome.token());
        }
        KindeResult.Refused refusal = Objects.requireNonNull(outcome.refusal());
        known.remember(digest, refusal, now);
        return CompletableFuture.completedStage(refusal);
    }

    /** One of both is not null. */
    private record Outcome(@Nullable KnownToken token, KindeResult.@Nullable Refused refusal) {
        static Outcome refused(TokenProblem problem, String reason) {
            return new Outcome(null, new KindeResult.Refused(problem, reason));
        }
    }

    private Outcome outcome(Checked checked, int characters, long now) {
        if (!(checked.access() instanceof StrictResult.Verified access)) {
            return refused("", checked.access());
        }
        if (checked.id() == null) {
            return accept(access.token(), null, characters, now);
        }
        if (!(checked.id() instanceof StrictResult.Verified id)) {
            return refused("ID token: ", checked.id());
        }
        return isSameSubject(access.token(), id.token())
                ? accept(access.token(), id.token(), characters, now)
                : Outcome.refused(
                        TokenProblem.PRINCIPAL_MISMATCH, "the access token and the ID token are not of one user");
    }

    private static Outcome refused(String prefix, StrictResult result) {
        return result instanceof StrictResult.Refused refused
                ? Outcome.refused(refused.problem(), prefix + refused.reason())
                : Outcome.refused(TokenProblem.WRONG_TOKEN_TYPE, prefix + "this is no token");
    }

    private static boolean isSameSubject(VerifiedToken access, VerifiedToken id) {
        return access.kind() == TokenKind.USER
                && access.issuer().equals(id.issuer())
                && Objects.equals(access.claims().get("sub"), id.claims().get("sub"));
    }

    private Outcome accept(VerifiedToken access, @Nullable VerifiedToken id, int characters, long now) {
        ReadIdentity read = IdentityReader.read(access.claims(), id == null ? null : id.claims(), access.kind());
        if (settings.requireOrganization() && !read.identity().organization().isPresent()) {
            return Outcome.refused(TokenProblem.ORGANIZATION_REQUIRED, "the token has no organization (org_code)");
        }
        AuxData auxData = id == null
                ? new AuxData(access.publicClaims(), Map.of())
                : new AuxData(null, Map.of("access", access.publicClaims(), "id", id.publicClaims()));
        KindePrincipal principal = KindePrincipal.from(read.identity(), auxData, settings, read.warnings());
        long expiry = expiry(access);
        long firstExpiry = id == null ? expiry : Math.min(expiry, expiry(id));
        return new Outcome(
                new KnownToken(
                        access, id, principal, KnownTokens.until(now, firstExpiry), KnownTokens.bytes(characters)),
                null);
    }

    /** Milliseconds since the epoch. */
    private long expiry(VerifiedToken token) {
        return token.expiresAt().plus(settings.access().leeway()).toEpochMilli();
    }

    private static CompletionStage<KindeResult> refused(TokenProblem problem, String reason) {
        return CompletableFuture.completedStage(new KindeResult.Refused(problem, reason));
    }

    /**
     * Checks the signature of a text that is no token, such as the body of a webhook: RS256, by a key of a configured
     * issuer, a JSON object of at most 256 KiB. Whether the claims are those of an event is for the caller to check.
     */
    public CompletionStage<SignedPayload> signedPayload(String jws) {
        return verifier.signature(jws, MAX_PAYLOAD_BYTES).thenApply(KindeTokens::payload);
    }

    private static SignedPayload payload(StrictResult result) {
        return switch (result) {
            case StrictResult.Signed signed ->
                new SignedPayload.Verified(signed.issuer(), signed.claims(), signed.header());
            case StrictResult.Refused refused -> new SignedPayload.Refused(refused.problem(), refused.reason());
            case StrictResult.Verified ignored ->
                new SignedPayload.Refused(TokenProblem.WRONG_TOKEN_TYPE, "this is a token");
        };
    }

    /** How it stands with the keys, for readiness and metrics. */
    public KeysHealth keysHealth() {
        Instant now = clock.instant();
        List<KeysHealth.IssuerKeys> issuers = new ArrayList<>();
        verifier.states().forEach((issuer, state) -> issuers.add(health(issuer, state, now)));
        return new KeysHealth(issuers);
    }

    private static KeysHealth.IssuerKeys health(String issuer, KeysState state, Instant now) {
        Instant fetched = state.fetchedAt();
        Duration age = fetched == null ? null : Duration.between(fetched, now);
        return new KeysHealth.IssuerKeys(issuer, state.known(), age, state.lastFailure());
    }

    @Override
    public void close() {
        verifier.close();
    }
}
