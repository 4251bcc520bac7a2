package dev.verdict.kinde.token;

import dev.verdict.kinde.token.Issuer.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;

/**
 * Verifies tokens of Kinde, tolerating nothing that Kinde does not do. A token is only ever verified with the keys of the
 * issuer that it names. Thread-safe.
 *
 * <p>No method blocks. While the keys are known the returned stage is complete already. Otherwise it completes within
 * about four seconds, on a background thread. Stages never complete exceptionally.
 *
 * <p>A token that the known keys do not verify causes at most one fetch per issuer in 30 seconds, for all such tokens
 * together. Keys once fetched stay good until newer ones arrive, however long the endpoint is down; {@link #states} tells
 * how old they are.
 *
 * <p>Making a verifier starts to fetch the keys; it does not wait for them. Close it to end its threads.
 */
public final class StrictVerifier implements AutoCloseable {
    /** How long an issuer may take to answer one request. */
    public static final Duration USUAL_FETCH_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final int MAX_KEY_SET_BYTES = 256 << 10;

    private final AccessRules rules;
    private final InstantSource clock;
    private final JwksFetcher fetcher;
    private final ScheduledThreadPoolExecutor scheduler;
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();

    /** An issuer and its keys. */
    private record Candidate(Issuer issuer, KeySource source) {}

    /** Whose key signed. */
    private record Signer(Candidate candidate, KeyRing ring) {}

    /** What to do with a token whose signature is good. */
    @FunctionalInterface
    private interface Acceptance {
        StrictResult accept(Signer signer) throws RefusedToken;
    }

    /**
     * Starts to fetch the keys of {@code issuers}.
     *
     * @param fetchTimeout how long an issuer may take to answer one request
     * @throws IllegalArgumentException if there is no issuer, or one twice
     */
    public StrictVerifier(List<Issuer> issuers, AccessRules rules, InstantSource clock, Duration fetchTimeout) {
        if (issuers.isEmpty()) {
            throw new IllegalArgumentException("at least one issuer is needed");
        }
        this.rules = rules;
        this.clock = clock;
        this.fetcher = new JwksFetcher(fetchTimeout, MAX_KEY_SET_BYTES);
        this.scheduler = new ScheduledThreadPoolExecutor(
                1,
                task -> Thread.ofPlatform().name("jwks-retry").daemon().unstarted(task),
                new ThreadPoolExecutor.DiscardPolicy());
        for (Issuer issuer : issuers) {
            Candidate candidate = new Candidate(issuer, source(issuer));
            if (candidates.putIfAbsent(issuer.name(), candidate) != null) {
                close();
                throw new IllegalArgumentException("the issuer `" + issuer.name() + "` is there twice");
            }
        }
    }

    private KeySource source(Issuer issuer) {
        KeyReader reader = new StrictKeyParser(issuer.name());
        return switch (issuer.keys()) {
            case Keys.LocalFile local -> LocalKeys.file(local.file(), reader);
            case Keys.Inline inline -> LocalKeys.text(inline.jwks(), reader);
            case Keys.Remote remote -> remote(issuer, () -> fetcher.fetch(remote.url()), reader);
            case Keys.Discovered ignored -> remote(issuer, new DiscoveredEndpoint(issuer.name(), fetcher), reader);
        };
    }

    private RemoteKeys remote(Issuer issuer, KeyEndpoint endpoint, KeyReader reader) {
        var keys = new RemoteKeys(issuer.name(), endpoint, reader, Lifetimes.STRICT, clock, scheduler, FIRST_BACK_OFF);
        CompletionStage<KeyLookup> unused = keys.fetch();
        return keys;
    }

    /** Verifies what should be an access token, or an ID token if the rules accept one in its place. */
    public CompletionStage<StrictResult> access(String text) {
        return verify(text, rules.acceptIdToken(), true);
    }

    /** Verifies what should be the ID token beside an access token. */
    public CompletionStage<StrictResult> idToken(String text) {
        return verify(text, true, false);
    }

    private CompletionStage<StrictResult> verify(String text, boolean idAllowed, boolean accessAllowed) {
        try {
            CompactToken token = CompactToken.parseStrictly(text, rules.maxTokenBytes());
            StrictHeader.checkType(token.header());
            Candidate candidate = candidates.get(StrictClaims.issuer(token.claims()));
            if (candidate == null) {
                throw new RefusedToken(
                        TokenProblem.ISSUER_MISMATCH, "the token's issuer (iss) is not one that is configured");
            }
            return signedBy(token, List.of(candidate), signer -> accept(token, signer, idAllowed, accessAllowed));
        } catch (RefusedToken e) {
            return CompletableFuture.completedStage(refused(e));
        }
    }

    private StrictResult accept(CompactToken token, Signer signer, boolean idAllowed, boolean accessAllowed)
            throws RefusedToken {
        StrictClaims claims = new StrictClaims(token.claims(), rules);
        Instant expiresAt = claims.checkTimes(clock.instant());
        TokenKind kind = claims.kind();
        if (kind == TokenKind.ID && !idAllowed) {
            throw new RefusedToken(
                    TokenProblem.WRONG_TOKEN_TYPE, "this is an ID token; send the access token (it has `scp`)");
        }
        if (kind != TokenKind.ID && !accessAllowed) {
            throw new RefusedToken(
                    TokenProblem.WRONG_TOKEN_TYPE, "this is an access token in the place of an ID token");
        }
        if (accessAllowed) {
            // the ID token beside an access token is for the application; the access token says for which API they are
            claims.checkAudience(kind);
        }
        claims.checkUse();
        Candidate candidate = signer.candidate();
        return new StrictResult.Verified(new VerifiedToken(
                candidate.issuer(),
                candidate.source(),
                signer.ring(),
                kind,
                token,
                new Claims(token.claims()).attributes(),
                expiresAt));
    }

    /**
     * Checks the signature of a text that need not be a token, such as a webhook's event. If it names an issuer that one
     * must have signed it, else any configured one.
     */
    public CompletionStage<StrictResult> signature(String text, int maxBytes) {
        try {
            CompactToken token = CompactToken.parseStrictly(text, maxBytes);
            return signedBy(
                    token,
                    possibleSigners(token),
                    signer -> new StrictResult.Signed(
                            signer.candidate().issuer().name(), token.claims(), token.header()));
        } catch (RefusedToken e) {
            return CompletableFuture.completedStage(refused(e));
        }
    }

    private List<Candidate> possibleSigners(CompactToken token) throws RefusedToken {
        Object issuer = token.claims().get("iss");
        if (issuer == null) {
            return List.copyOf(candidates.values());
        }
        Candidate named = issuer instanceof String ? candidates.get(issuer) : null;
        if (named == null) {
            throw new RefusedToken(
                    TokenProblem.ISSUER_MISMATCH, "the text's issuer (iss) is not one that is configured");
        }
        return List.of(named);
    }

    private static CompletionStage<StrictResult> signedBy(
            CompactToken token, List<Candidate> signers, Acceptance acceptance) {
        return lookups(signers, KeySource::current).thenCompose(known -> {
            StrictResult first = attempt(token, signers, known, acceptance);
            if (!mayBeHealed(first, signers)) {
                return CompletableFuture.completedStage(first);
            }
            return lookups(signers, KeySource::newer)
                    .thenApply(newer -> newer.equals(known) ? first : attempt(token, signers, newer, acceptance));
        });
    }

    /**
     * Whether newer keys may verify the token: its key is not known, or another one has that name now. If it may be by
     * any of several issuers, that one of them has no keys says nothing about the others.
     */
    private static boolean mayBeHealed(StrictResult result, List<Candidate> signers) {
        return result instanceof StrictResult.Refused refused
                && switch (refused.problem()) {
                    case KEY_UNKNOWN, SIGNATURE_INVALID -> true;
                    case KEYS_UNAVAILABLE -> signers.size() > 1;
                    default -> false;
                };
    }

    private static CompletionStage<List<KeyLookup>> lookups(
            List<Candidate> signers, Function<KeySource, CompletionStage<KeyLookup>> question) {
        List<CompletableFuture<KeyLookup>> running = new ArrayList<>();
        for (Candidate signer : signers) {
            running.add(question.apply(signer.source()).toCompletableFuture());
        }
        return CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        ignored -> running.stream().map(CompletableFuture::join).toList());
    }

    private static StrictResult attempt(
            CompactToken token, List<Candidate> signers, List<KeyLookup> lookups, Acceptance acceptance) {
        try {
            return acceptance.accept(signer(token, signers, lookups));
        } catch (RefusedToken e) {
            return refused(e);
        }
    }

    /**
     * The first of {@code signers} whose key verifies the signature.
     *
     * @throws RefusedToken if there is none; keys that are not available come before keys that do not fit, as the same
     *     token may be good later
     */
    private static Signer signer(CompactToken token, List<Candidate> signers, List<KeyLookup> lookups)
            throws RefusedToken {
        RefusedToken refusal = new RefusedToken(TokenProblem.KEY_UNKNOWN, "no issuer is configured");
        for (int i = 0; i < signers.size(); i++) {
            switch (lookups.get(i)) {
                case KeyLookup.Missing missing -> refusal = new RefusedToken(missing.problem(), missing.reason());
                case KeyLookup.Found found -> {
                    try {
                        found.keys().verify(token);
                        return new Signer(signers.get(i), found.keys());
                    } catch (RefusedToken e) {
                        refusal = refusal.problem() == TokenProblem.KEYS_UNAVAILABLE ? refusal : e;
                    }
                }
            }
        }
        throw refusal;
    }

    private static StrictResult refused(RefusedToken refusal) {
        return new StrictResult.Refused(refusal.problem(), refusal.reason());
    }

    /** How it stands with the keys, by issuer in the order of configuration. */
    public Map<String, KeysState> states() {
        Map<String, KeysState> states = new LinkedHashMap<>();
        candidates.forEach(
                (name, candidate) -> states.put(name, candidate.source().state()));
        return states;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        fetcher.close();
    }
}
