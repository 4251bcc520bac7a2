package dev.verdict.kinde.token;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.token.KeySetConfig.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tokens of requests and turns their claims into auxiliary data. Thread-safe.
 *
 * <p>No method blocks. While the keys are known, which is the usual case, the returned stage is complete already.
 * Otherwise it completes within about two seconds on a background thread. Stages never complete exceptionally.
 *
 * <p>Making a verifier starts to fetch remote keys; it does not wait for them. Close it to end its threads.
 */
public final class TokenVerifier implements AutoCloseable {
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_KEY_SET_BYTES = 1 << 20;
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

    private final TokenSettings settings;
    private final InstantSource clock;
    private final JwksFetcher fetcher = new JwksFetcher(FETCH_TIMEOUT, MAX_KEY_SET_BYTES);
    private final ScheduledThreadPoolExecutor scheduler;
    private final Map<String, KeySource> sources = new LinkedHashMap<>();

    public TokenVerifier(TokenSettings settings, InstantSource clock) {
        this(settings, clock, FIRST_BACK_OFF);
    }

    TokenVerifier(TokenSettings settings, InstantSource clock, Duration firstBackOff) {
        this.settings = settings;
        this.clock = clock;
        this.scheduler = new ScheduledThreadPoolExecutor(
                1,
                task -> Thread.ofPlatform().name("jwks-retry").daemon().unstarted(task),
                new ThreadPoolExecutor.DiscardPolicy());
        for (KeySetConfig keySet : settings.keySets()) {
            sources.put(keySet.id(), source(keySet, firstBackOff));
        }
    }

    private KeySource source(KeySetConfig keySet, Duration firstBackOff) {
        return switch (keySet.source()) {
            case Source.LocalFile file -> LocalKeys.file(keySet, file);
            case Source.LocalData data -> LocalKeys.data(keySet, data);
            case Source.Remote remote -> {
                RemoteKeys keys = new RemoteKeys(
                        keySet.id(),
                        () -> fetcher.fetch(remote.url()),
                        new KeyRingParser(keySet)::json,
                        Lifetimes.usual(remote.refreshInterval()),
                        clock,
                        scheduler,
                        firstBackOff);
                CompletionStage<KeyLookup> unused = keys.fetch();
                yield keys;
            }
        };
    }

    /** Verifies the single token of a request; its claims become {@link AuxData#jwt}. */
    public CompletionStage<TokenResult> verify(Token token) {
        try {
            return start(token);
        } catch (RefusedToken e) {
            return CompletableFuture.completedStage(e.result());
        }
    }

    /** Verifies the named tokens of a request; their claims become {@link AuxData#jwts}. One bad token refuses all. */
    public CompletionStage<TokenResult> verifyAll(Map<String, Token> tokens) {
        Map<String, CompletableFuture<TokenResult>> running = new LinkedHashMap<>();
        tokens.forEach((name, token) -> running.put(name, verify(token).toCompletableFuture()));
        return CompletableFuture.allOf(running.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(ignored -> join(running));
    }

    private static TokenResult join(Map<String, CompletableFuture<TokenResult>> finished) {
        Map<String, Attributes> claims = new LinkedHashMap<>();
        for (Map.Entry<String, CompletableFuture<TokenResult>> entry : finished.entrySet()) {
            switch (entry.getValue().join()) {
                case TokenResult.Refused refused -> {
                    String reason = "token `" + entry.getKey() + "`: " + refused.reason();
                    return new TokenResult.Refused(refused.problem(), reason);
                }
                case TokenResult.Verified verified -> {
                    Attributes jwt = verified.auxData().jwt();
                    claims.put(entry.getKey(), jwt == null ? Attributes.EMPTY : jwt);
                }
            }
        }
        return new TokenResult.Verified(new AuxData(null, claims));
    }

    private CompletionStage<TokenResult> start(Token token) throws RefusedToken {
        if (token.text().length() > settings.maxTokenBytes()) {
            throw new RefusedToken(
                    TokenProblem.TOKEN_TOO_LARGE, "token has more than " + settings.maxTokenBytes() + " bytes");
        }
        if (settings.disableVerification()) {
            return CompletableFuture.completedStage(accept(CompactToken.parse(token.text())));
        }
        KeySource source = source(token.keySetId());
        CompactToken parsed = CompactToken.parse(token.text());
        // A token that no key can make good must not cause a fetch.
        parsed.algorithm();
        return source.current()
                .thenCompose(lookup ->
                        lookup instanceof KeyLookup.Found found && found.keys().lacksKeyOf(parsed)
                                ? source.newer()
                                : CompletableFuture.completedStage(lookup))
                .thenApply(lookup -> finish(parsed, lookup));
    }

    private KeySource source(@Nullable String id) throws RefusedToken {
        if (id != null && !id.isEmpty()) {
            KeySource named = sources.get(id);
            if (named == null) {
                throw new RefusedToken(TokenProblem.KEY_SET_UNKNOWN, "there is no key set with the given id");
            }
            return named;
        }
        if (sources.isEmpty()) {
            throw new RefusedToken(TokenProblem.KEY_SET_UNKNOWN, "no key set is configured");
        }
        if (sources.size() > 1) {
            throw new RefusedToken(
                    TokenProblem.KEY_SET_AMBIGUOUS, "there are several key sets and the request names none");
        }
        return sources.values().iterator().next();
    }

    private TokenResult finish(CompactToken token, KeyLookup lookup) {
        return switch (lookup) {
            case KeyLookup.Missing missing -> new TokenResult.Refused(missing.problem(), missing.reason());
            case KeyLookup.Found found -> {
                try {
                    found.keys().verify(token);
                    yield accept(token);
                } catch (RefusedToken e) {
                    yield e.result();
                }
            }
        };
    }

    private TokenResult accept(CompactToken token) throws RefusedToken {
        Claims claims = new Claims(token.claims());
        claims.checkTimes(clock.instant(), settings.acceptableTimeSkew());
        return new TokenResult.Verified(new AuxData(claims.attributes(), Map.of()));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        fetcher.close();
    }
}
