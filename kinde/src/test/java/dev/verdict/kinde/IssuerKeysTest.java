package dev.verdict.kinde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verdict.kinde.fixtures.FakeClock;
import dev.verdict.kinde.fixtures.FixtureFile;
import dev.verdict.kinde.fixtures.KeyServer;
import dev.verdict.kinde.fixtures.SigningKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the keys of issuers are found, kept and renewed. */
class IssuerKeysTest {
    private final FakeClock clock = new FakeClock();
    private final FakeIssuer issuer = new FakeIssuer();
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(issuer));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    /** With so much time for fetches that a busy machine changes nothing. */
    private KindeTokens tokens(String... more) {
        return tokens(Duration.ofSeconds(15), more);
    }

    private KindeTokens tokens(Duration fetchTimeout, String... more) {
        KindeSettings.Builder settings = KindeSettings.forDomain(issuer.name());
        List.of(more).forEach(settings::domain);
        KindeTokens tokens = new KindeTokens(settings.build(), clock, identity -> null, fetchTimeout);
        opened.add(0, tokens);
        return tokens;
    }

    private static String verify(KindeTokens tokens, String token) {
        KindeResult result = tokens.verify(token)
                .toCompletableFuture()
                .orTimeout(40, TimeUnit.SECONDS)
                .join();
        return result instanceof KindeResult.Refused refused ? refused.problem().code() : "verified";
    }

    private String token(String key) {
        return issuer.token(key, clock.instant());
    }

    private static KeysHealth.IssuerKeys health(KindeTokens tokens) {
        return tokens.keysHealth().issuers().get(0);
    }

    private static String failure(KindeTokens tokens) {
        return Objects.requireNonNullElse(health(tokens).lastFailure(), "none");
    }

    @Test
    void anIssuerThatNobodyIsAtCannotBeConnectedTo() {
        String gone;
        try (var closed = new FakeIssuer()) {
            gone = closed.name();
        }
        try (var tokens = new KindeTokens(KindeSettings.forDomain(gone).build(), clock)) {
            await().untilAsserted(() -> assertThat(failure(tokens)).isEqualTo("cannot connect"));
        }
    }

    @Test
    void discoveryFindsTheKeys() {
        issuer.keys("rsa");
        KindeTokens tokens = tokens();

        assertThat(verify(tokens, token("rsa"))).isEqualTo("verified");
        clock.advance(Duration.ofSeconds(7));
        assertThat(tokens.keysHealth().isReady()).isTrue();
        assertThat(health(tokens))
                .isEqualTo(new KeysHealth.IssuerKeys(issuer.name(), true, Duration.ofSeconds(7), null));
        assertThat(issuer.keysAsked).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {"issuer":"https://other.example","jwks_uri":"ISSUER/keys"} | the discovery document is about another issuer
            {"issuer":"ISSUER/","jwks_uri":"ISSUER/keys"}               | the discovery document is about another issuer
            {"issuer":"ISSUER"}                                         | the discovery document does not name a `jwks_uri`
            {"issuer":"ISSUER","jwks_uri":7}                            | the discovery document does not name a `jwks_uri`
            {"issuer":"ISSUER","jwks_uri":"http://127.0.0.1:9/keys"}    | the `jwks_uri` of the discovery document is on another host
            {"issuer":"ISSUER","jwks_uri":"http://169.254.169.254/"}    | the `jwks_uri` of the discovery document is on another host
            {"issuer":"ISSUER","jwks_uri":"file:///etc/passwd"}         | the `jwks_uri` of the discovery document is on another host
            {"issuer":"ISSUER","jwks_uri":"/keys"}                      | the `jwks_uri` of the discovery document is on another host
            {"issuer":"ISSUER","jwks_uri":"a b"}                        | the `jwks_uri` of the discovery document is not a URL
            []                                                          | the discovery document is not a JSON object
            """)
    void discoveryThatCannotBeTrusted(String document, String failure) {
        issuer.keys("rsa").discovery(document);
        KindeTokens tokens = tokens();

        assertThat(verify(tokens, token("rsa"))).isEqualTo("keys_unavailable");
        assertThat(failure(tokens)).isEqualTo(failure);
        assertThat(issuer.keysAsked).hasValue(0);
        assertThat(tokens.keysHealth().isReady()).isFalse();
    }

    @Test
    void anIssuerThatIsDownAtStartServesWhenItComesBack() {
        KindeTokens tokens = tokens();
        assertThat(verify(tokens, token("rsa"))).isEqualTo("keys_unavailable");
        assertThat(failure(tokens)).isEqualTo("HTTP status 503");

        issuer.keys("rsa");

        await().untilAsserted(() -> assertThat(verify(tokens, token("rsa"))).isEqualTo("verified"));
    }

    @Test
    void keysSurviveAnOutage() {
        issuer.keys("rsa");
        KindeTokens tokens = tokens();
        assertThat(verify(tokens, token("rsa"))).isEqualTo("verified");
        issuer.fail();

        clock.advance(Duration.ofDays(9));

        await().untilAsserted(() -> {
            assertThat(verify(tokens, token("rsa"))).isEqualTo("verified");
            assertThat(health(tokens))
                    .isEqualTo(new KeysHealth.IssuerKeys(issuer.name(), true, Duration.ofDays(9), "HTTP status 503"));
        });
    }

    @Test
    void aSlowIssuerIsNotWaitedForLong() {
        CountDownLatch over = new CountDownLatch(1);
        opened.add(over::countDown);
        issuer.answer(exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        KindeTokens tokens = tokens(Duration.ofMillis(200));

        assertThat(verify(tokens, token("rsa"))).isEqualTo("keys_unavailable");
        assertThat(failure(tokens)).isEqualTo("no answer within 200 ms");
        over.countDown();
    }

    @Test
    void answersThatAreNoGoodKeySets() {
        Map<String, String> answers = Map.of(
                " ".repeat(10 << 20),
                "answer is larger than 262144 bytes",
                "<html>",
                "are not a JWKS: the answer is not valid JSON, or nested more than 64 deep",
                "{\"keys\":{}}",
                "are not a JWKS",
                "{\"keys\":[],\"keys\":[]}",
                "are not a JWKS: an object has two members of one name",
                "[".repeat(1000),
                "are not a JWKS: the answer is not a JSON object",
                "{\"keys\":[]}",
                "have no usable key");
        answers.forEach((answer, failure) -> {
            issuer.answer(answer);
            KindeTokens tokens = tokens();
            assertThat(verify(tokens, token("rsa"))).isEqualTo("keys_unavailable");
            assertThat(failure(tokens)).endsWith(failure);
        });
    }

    @Test
    void redirectsStayOnTheHostAndEnd() {
        issuer.answer(exchange -> KeyServer.redirect(exchange, "/keys"));
        KindeTokens looping = tokens();
        assertThat(verify(looping, token("rsa"))).isEqualTo("keys_unavailable");
        assertThat(failure(looping)).isEqualTo("more than 3 redirects");

        issuer.answer(exchange -> KeyServer.redirect(exchange, "http://localhost:9/keys"));
        KindeTokens leaving = tokens();
        assertThat(verify(leaving, token("rsa"))).isEqualTo("keys_unavailable");
        assertThat(failure(leaving)).isEqualTo("redirect to another host");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "kty":"RSA"    | "kty":"EC"     | as its `kty` is not `RSA`
            "use":"sig"    | "use":"enc"    | as its `use` is not `sig`
            "use":"sig"    | "x":"y"        | as its `use` is not `sig`
            "alg":"RS256"  | "alg":"RS512"  | as its `alg` is not `RS256`
            "alg":"RS256"  | "x":"y"        | as its `alg` is not `RS256`
            "kid":"rsa"    | "x":"y"        | as it has no `kid`
            "kid":"rsa"    | "kid":""       | as it has no `kid`
            "n":"          | "n":"*         | as its `n` is not a modulus of 2048 to 8192 bits
            "n":"          | "m":"          | as its `n` is not a modulus of 2048 to 8192 bits
            "e":"AQAB"     | "e":"AQ"       | as its `e` is not a usual exponent
            "e":"AQAB"     | "e":"AQAA"     | as its `e` is not a usual exponent
            """)
    void keysThatArePassedOver(String good, String bad, String reason) {
        String keys = SigningKey.jwks("rsa").replace(good, bad);
        issuer.answer(keys);
        KindeTokens tokens = tokens();

        assertThat(verify(tokens, token("rsa"))).isEqualTo("keys_unavailable");
        assertThat(failure(tokens)).endsWith(reason);

        issuer.answer(keys.replace("]}", "," + SigningKey.named("rsa-2").jwk() + "]}"));
        KindeTokens others = tokens();
        assertThat(verify(others, token("rsa-2"))).isEqualTo("verified");
        assertThat(verify(others, token("rsa"))).isEqualTo("key_unknown");
    }

    @Test
    void shortKeysArePassedOver() {
        issuer.keys("rsa1024");
        KindeTokens tokens = tokens();

        assertThat(verify(tokens, issuer.token("rsa", "rsa1024", Map.of(), clock.instant())))
                .isEqualTo("keys_unavailable");
        assertThat(failure(tokens)).endsWith("as its `n` is not a modulus of 2048 to 8192 bits");
    }

    @Test
    void keysOfOneNameAreAllTried() {
        String second = SigningKey.named("rsa-2").jwk().replace("\"kid\":\"rsa-2\"", "\"kid\":\"rsa\"");
        issuer.answer(SigningKey.jwks("rsa").replace("]}", "," + second + "]}"));
        KindeTokens tokens = tokens();

        assertThat(verify(tokens, token("rsa"))).isEqualTo("verified");
        assertThat(verify(tokens, issuer.token("rsa-2", "rsa", Map.of(), clock.instant())))
                .isEqualTo("verified");
        assertThat(verify(tokens, issuer.token("rsa-3", "rsa", Map.of(), clock.instant())))
                .isEqualTo("signature_invalid");
    }

    @Test
    void tooManyKeysAreRefused() {
        String key = SigningKey.named("rsa").jwk();
        issuer.answer("{\"keys\":[" + (key + ",").repeat(100) + key + "]}");
        KindeTokens tokens = tokens();

        assertThat(verify(tokens, token("rsa"))).isEqualTo("keys_unavailable");
        assertThat(failure(tokens)).endsWith("are more than 100");
    }

    @Test
    void aNewKeyIsFetchedWhenATokenNeedsIt() {
        issuer.keys("rsa");
        KindeTokens tokens = tokens();
        assertThat(verify(tokens, token("rsa"))).isEqualTo("verified");

        issuer.keys("rsa", "rsa-2");

        assertThat(verify(tokens, token("rsa-2"))).isEqualTo("verified");
        assertThat(verify(tokens, token("rsa"))).isEqualTo("verified");
        assertThat(issuer.keysAsked).hasValue(2);
    }

    @Test
    void aNewKeyOfAnOldNameIsFetchedWhenATokenNeedsIt() {
        issuer.keys("rsa");
        KindeTokens tokens = tokens();
        String old = token("rsa");
        assertThat(verify(tokens, old)).isEqualTo("verified");

        issuer.answer(SigningKey.jwks("rsa-2").replace("\"kid\":\"rsa-2\"", "\"kid\":\"rsa\""));

        assertThat(verify(tokens, issuer.token("rsa-2", "rsa", Map.of(), clock.instant())))
                .isEqualTo("verified");
        assertThat(verify(tokens, old)).isEqualTo("signature_invalid");
    }

    @Test
    void rememberedTokensOfARemovedKeyAreGoodNoLonger() {
        issuer.keys("rsa");
        KindeTokens tokens = tokens();
        String token = token("rsa");
        assertThat(verify(tokens, token)).isEqualTo("verified");

        issuer.keys("rsa-2");
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(verify(tokens, token)).isEqualTo("verified");
        clock.advance(Duration.ofMillis(1));

        await().untilAsserted(() -> assertThat(verify(tokens, token)).isEqualTo("key_unknown"));
    }

    @Test
    void tenThousandUnknownKeysCauseOneFetchInHalfAMinute() {
        issuer.keys("rsa");
        KindeTokens tokens = tokens();
        String good = token("rsa");
        assertThat(verify(tokens, good)).isEqualTo("verified");
        String rest = good.substring(good.indexOf('.'));

        for (int i = 0; i < 10_000; i++) {
            String header = SigningKey.encode("{\"alg\":\"RS256\",\"kid\":\"" + i + "\"}");
            assertThat(verify(tokens, header + rest)).isEqualTo("key_unknown");
        }

        assertThat(issuer.keysAsked).hasValue(2);
        clock.advance(Duration.ofSeconds(30));
        assertThat(verify(tokens, SigningKey.encode("{\"alg\":\"RS256\",\"kid\":\"x\"}") + rest))
                .isEqualTo("key_unknown");
        assertThat(issuer.keysAsked).hasValue(3);
        assertThat(verify(tokens, good)).isEqualTo("verified");
    }

    @Test
    void theKeysOfOneIssuerAreNoneOfAnother() {
        FakeIssuer other = new FakeIssuer().answer(SigningKey.jwks("rsa-2").replace("rsa-2", "rsa"));
        opened.add(other);
        issuer.keys("rsa");
        KindeTokens tokens = tokens(other.name());

        assertThat(verify(tokens, token("rsa"))).isEqualTo("verified");
        assertThat(verify(tokens, other.token("rsa-2", "rsa", Map.of(), clock.instant())))
                .isEqualTo("verified");
        assertThat(verify(tokens, other.token("rsa", "rsa", Map.of(), clock.instant())))
                .isEqualTo("signature_invalid");
        assertThat(verify(tokens, issuer.token("rsa-2", "rsa", Map.of(), clock.instant())))
                .isEqualTo("signature_invalid");
    }

    @Test
    void anIssuerThatIsDownDoesNotHinderTheEventsOfAnother() {
        FakeIssuer other = new FakeIssuer().keys("rsa");
        opened.add(other);
        KindeTokens tokens = tokens(other.name());
        assertThat(verify(tokens, other.token("rsa", clock.instant()))).isEqualTo("verified");
        other.keys("rsa-2");
        String event = FixtureFile.named("hostile.yaml")
                .good("event")
                .with("signedBy", "rsa-2")
                .with("header", Map.of("kid", "rsa-2"))
                .token(clock.instant());

        SignedPayload payload = tokens.signedPayload(event)
                .toCompletableFuture()
                .orTimeout(40, TimeUnit.SECONDS)
                .join();

        assertThat(payload)
                .isInstanceOfSatisfying(
                        SignedPayload.Verified.class,
                        verified -> assertThat(verified.issuer()).isEqualTo(other.name()));
    }

    @Test
    void tokensThatNoKeyMakesGoodCauseNoFetch() {
        issuer.keys("rsa");
        KindeTokens tokens = tokens();
        String good = token("rsa");
        assertThat(verify(tokens, good)).isEqualTo("verified");
        String rest = good.substring(good.indexOf('.'));

        for (String header : List.of(
                "{\"alg\":\"none\",\"kid\":\"x\"}",
                "{\"alg\":\"HS256\",\"kid\":\"x\"}",
                "{\"alg\":\"RS256\",\"kid\":\"x\",\"crit\":[\"y\"]}",
                "{\"alg\":\"RS256\"}")) {
            assertThat(verify(tokens, SigningKey.encode(header) + rest)).isNotEqualTo("verified");
        }
        assertThat(verify(tokens, issuer.token("rsa", "x", Map.of("iss", "https://other.example"), clock.instant())))
                .isEqualTo("issuer_mismatch");

        assertThat(issuer.keysAsked).hasValue(1);
    }
}
