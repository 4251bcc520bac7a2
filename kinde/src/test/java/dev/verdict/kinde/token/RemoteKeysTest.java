package dev.verdict.kinde.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verdict.kinde.fixtures.FakeClock;
import dev.verdict.kinde.fixtures.KeyServer;
import dev.verdict.kinde.fixtures.SigningKey;
import dev.verdict.kinde.token.KeySetConfig.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteKeysTest {
    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeClock clock = new FakeClock();
    private final KeyServer server = server();
    private final List<AutoCloseable> opened = new ArrayList<>();

    private static KeyServer server() {
        try {
            return new KeyServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        server.close();
    }

    private TokenVerifier verifier(Duration firstBackOff, KeySetConfig... keySets) {
        var verifier = new TokenVerifier(TokenSettings.of(List.of(keySets)), clock, firstBackOff);
        opened.add(verifier);
        return verifier;
    }

    private TokenVerifier verifier() {
        return verifier(LONG, remote(server.url("/jwks")));
    }

    private static KeySetConfig remote(URI url) {
        return new KeySetConfig("remote", new Source.Remote(url, null), false, false);
    }

    private static Object verify(TokenVerifier verifier, String token, String keySet) {
        TokenResult result = verifier.verify(new Token(token, keySet))
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        return result instanceof TokenResult.Refused refused ? refused.problem() : "verified";
    }

    private static Object verify(TokenVerifier verifier, String key) {
        return verify(verifier, SigningKey.named(key).token("{}"), "");
    }

    @Test
    void whileTheEndpointIsDownOnlyCallsWithItsTokensFail() throws IOException {
        URI nobody;
        try (var gone = new KeyServer()) {
            nobody = gone.url("/jwks");
        }
        var local = new KeySetConfig("local", new Source.LocalData(base64(SigningKey.jwks("b")), false), false, false);

        TokenVerifier verifier = verifier(LONG, remote(nobody), local);

        assertThat(verify(verifier, SigningKey.named("a").token("{}"), "remote"))
                .isEqualTo(TokenProblem.KEYS_UNAVAILABLE);
        assertThat(verify(verifier, SigningKey.named("b").token("{}"), "local")).isEqualTo("verified");
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void anEndpointThatComesBackServesWithoutARestart() {
        TokenVerifier verifier = verifier(Duration.ofMillis(20), remote(server.url("/jwks")));
        assertThat(verify(verifier, "a")).isEqualTo(TokenProblem.KEYS_UNAVAILABLE);

        server.serve(SigningKey.jwks("a"));

        await().untilAsserted(() -> assertThat(verify(verifier, "a")).isEqualTo("verified"));
    }

    @Test
    void theFirstCallWaitsForTheFetchThatIsUnderWay() {
        server.serve(SigningKey.jwks("a"));

        assertThat(verify(verifier(), "a")).isEqualTo("verified");
        assertThat(server.asked).hasValue(1);
    }

    private RemoteKeys keys(HeldRetries retries) {
        var fetcher = new JwksFetcher(Duration.ofSeconds(10), 1 << 20);
        opened.add(fetcher);
        return keys(retries, () -> fetcher.fetch(server.url("/jwks")));
    }

    private RemoteKeys keys(HeldRetries retries, KeyEndpoint endpoint) {
        opened.add(retries);
        KeySetConfig config = remote(server.url("/jwks"));
        return new RemoteKeys(
                config.id(), endpoint, new KeyRingParser(config)::json, Lifetimes.usual(null), clock, retries, SECOND);
    }

    static List<KeyEndpoint> brokenEndpoints() {
        return List.of(
                () -> {
                    throw new UncheckedIOException(new IOException("too many open files"));
                },
                () -> {
                    throw new IllegalArgumentException("broken for the test");
                },
                () -> {
                    throw new OutOfMemoryError("unable to create native thread, says the test");
                });
    }

    @ParameterizedTest
    @MethodSource("brokenEndpoints")
    void anUnexpectedFailureIsAFailureLikeOthers(KeyEndpoint broken) {
        AtomicBoolean isBroken = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        var retries = new HeldRetries();
        RemoteKeys keys = keys(retries, () -> {
            asked.incrementAndGet();
            return isBroken.get() ? broken.fetch() : new JwksFetcher.Fetched(SigningKey.jwks("a"), null);
        });

        assertThat(fetch(keys)).isInstanceOf(KeyLookup.Missing.class);
        assertThat(keys.state()).isEqualTo(new KeysState(false, null, "the fetch failed unexpectedly"));
        assertThat(retries.delays).containsExactly(SECOND);

        isBroken.set(false);
        assertThat(fetch(keys)).isInstanceOf(KeyLookup.Found.class);
        isBroken.set(true);
        assertThat(fetch(keys)).isInstanceOf(KeyLookup.Found.class);
        isBroken.set(false);
        clock.advance(Duration.ofSeconds(30));
        var unused = keys.current();
        await().until(() -> keys.state().lastFailure() == null);
        assertThat(asked).hasValue(4);
    }

    private static KeyLookup fetch(RemoteKeys keys) {
        return keys.fetch()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void theBackOffDoublesUpToHalfAMinute() {
        var retries = new HeldRetries();
        RemoteKeys keys = keys(retries);

        for (int i = 0; i < 7; i++) {
            assertThat(fetch(keys)).isInstanceOf(KeyLookup.Missing.class);
        }

        assertThat(retries.delays).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void anAnswerThatIsNoKeySetIsAFailure() {
        RemoteKeys keys = keys(new HeldRetries());
        for (String body : List.of(
                "",
                "[]",
                "{}",
                "null",
                "{\"keys\":[null]}",
                "<html>",
                "{\"keys\":7}",
                "{\"keys\":[{}]}",
                "[".repeat(100_000))) {
            server.serve(body);
            assertThat(fetch(keys)).as(body).isInstanceOf(KeyLookup.Missing.class);
        }

        server.serve(SigningKey.jwks("a"));
        assertThat(fetch(keys)).isInstanceOf(KeyLookup.Found.class);
        server.serve("<html>");
        assertThat(fetch(keys)).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    void unknownKeysAreAskedForAtMostOnceInHalfAMinute() {
        server.serve(SigningKey.jwks("a"));
        TokenVerifier verifier = verifier();
        assertThat(verify(verifier, "a")).isEqualTo("verified");

        assertThat(verify(verifier, "x")).isEqualTo(TokenProblem.KEY_UNKNOWN);
        assertThat(verify(verifier, "y")).isEqualTo(TokenProblem.KEY_UNKNOWN);
        clock.advance(Duration.ofSeconds(30).minusMillis(1));
        assertThat(verify(verifier, "x")).isEqualTo(TokenProblem.KEY_UNKNOWN);
        assertThat(server.asked).hasValue(2);

        clock.advance(Duration.ofMillis(1));
        assertThat(verify(verifier, "x")).isEqualTo(TokenProblem.KEY_UNKNOWN);
        assertThat(server.asked).hasValue(3);
    }

    @Test
    void manyCallsWithUnknownKeysShareOneFetch() {
        server.serve(SigningKey.jwks("a"));
        TokenVerifier verifier = verifier();
        assertThat(verify(verifier, "a")).isEqualTo("verified");
        server.serve(SigningKey.jwks("a", "b"));
        String token = SigningKey.named("b").token("{}");

        List<CompletableFuture<TokenResult>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(verifier.verify(new Token(token, "")).toCompletableFuture());
        }

        assertThat(calls)
                .allSatisfy(
                        call -> assertThat(call.orTimeout(20, TimeUnit.SECONDS).join())
                                .isInstanceOf(TokenResult.Verified.class));
        assertThat(server.asked).hasValue(2);
    }

    /** No key can make these good, so strangers cannot use them to make the endpoint busy. */
    @Test
    void tokensThatNoKeyMakesGoodCauseNoFetch() {
        server.serve(SigningKey.jwks("a"));
        TokenVerifier verifier = verifier();
        assertThat(verify(verifier, "a")).isEqualTo("verified");
        SigningKey key = SigningKey.named("a");

        verify(verifier, key.sign("{\"alg\":\"none\",\"kid\":\"x\"}", "{}"), "");
        verify(verifier, key.sign("{\"alg\":\"ES256\",\"kid\":\"x\",\"crit\":[\"exp\"]}", "{}"), "");
        verify(verifier, key.sign("{\"alg\":\"ES256\"}", "{}"), "");

        assertThat(server.asked).hasValue(1);
    }

    @Test
    void oldKeysSurviveAnOutage() {
        server.serve(SigningKey.jwks("a"));
        TokenVerifier verifier = verifier();
        assertThat(verify(verifier, "a")).isEqualTo("verified");
        server.fail();

        for (int hours = 1; hours < 4; hours++) {
            clock.advance(Duration.ofHours(100));
            int before = server.asked.get();
            assertThat(verify(verifier, "a")).isEqualTo("verified");
            await().until(() -> server.asked.get() > before);
            assertThat(verify(verifier, "b")).isEqualTo(TokenProblem.KEY_UNKNOWN);
        }

        server.serve(SigningKey.jwks("b"));
        clock.advance(Duration.ofSeconds(30));
        await().untilAsserted(() -> assertThat(verify(verifier, "b")).isEqualTo("verified"));
        assertThat(verify(verifier, "a")).isEqualTo(TokenProblem.KEY_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"max-age=600, 600", "max-age=1, 60", "max-age=999999, 86400", "no-cache, 3600"})
    void keysAreRefreshedWhenTheirLifetimeIsOver(String cacheControl, long seconds) {
        server.answer(exchange -> {
            exchange.getResponseHeaders().set("Cache-Control", cacheControl);
            KeyServer.send(exchange, 200, SigningKey.jwks("a"));
        });
        RemoteKeys keys = keys(new HeldRetries());
        fetch(keys);

        clock.advance(Duration.ofSeconds(seconds - 1));
        var unused = keys.current();
        await().during(Duration.ofMillis(100)).until(() -> server.asked.get() == 1);
        clock.advance(SECOND);
        assertThat(keys.current().toCompletableFuture())
                .isCompletedWithValueMatching(KeyLookup.Found.class::isInstance);
        await().until(() -> server.asked.get() == 2);
    }
}
