package dev.verdict.kinde.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.fixtures.FakeClock;
import dev.verdict.kinde.fixtures.SigningKey;
import dev.verdict.kinde.token.KeySetConfig.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TokenVerifierTest {
    private static final Map<String, String> SETS =
            Map.of("main", SigningKey.jwks("ec", "rsa", "ed", "mac"), "other", SigningKey.jwks("ec2"));

    @TestFactory
    Stream<DynamicTest> tokens() throws IOException {
        return TokenCase.read(Path.of("src/test/resources/tokens.yaml")).stream()
                .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)));
    }

    private static void check(TokenCase one) {
        try (var verifier = new TokenVerifier(settings(one), new FakeClock())) {
            TokenResult result = verifier.verify(new Token(one.text(), one.field("keySet")))
                    .toCompletableFuture()
                    .join();
            assertThat(outcome(result)).isEqualTo(expected(one));
        }
    }

    private static TokenSettings settings(TokenCase one) {
        List<KeySetConfig> sets = Stream.of(
                        one.fields().getOrDefault("sets", "main").split(" "))
                .filter(id -> !id.isEmpty())
                .map(TokenVerifierTest::set)
                .toList();
        return new TokenSettings(
                sets,
                "no".equals(one.field("verify")),
                Duration.ofSeconds(Long.parseLong(one.fields().getOrDefault("skew", "0"))),
                Integer.parseInt(one.fields().getOrDefault("maxBytes", "100000")));
    }

    private static KeySetConfig set(String id) {
        String keys = SETS.getOrDefault(id, "");
        String data = Base64.getEncoder().encodeToString(keys.getBytes(StandardCharsets.UTF_8));
        return new KeySetConfig(id, new Source.LocalData(data, false), false, false);
    }

    private static String expected(TokenCase one) {
        String refused = one.field("refused");
        return refused != null ? refused : "verified " + one.field("seen");
    }

    private static String outcome(TokenResult result) {
        return switch (result) {
            case TokenResult.Refused refused -> refused.problem().name();
            case TokenResult.Verified verified ->
                "verified "
                        + new LinkedHashMap<>(
                                Objects.requireNonNull(verified.auxData().jwt()));
        };
    }

    @Test
    void namedTokensAreAllGoodOrAllRefused() {
        SigningKey key = SigningKey.named("ec");
        Token good = new Token(key.token("{\"sub\":\"ann\"}"), "");
        Token old = new Token(key.token("{\"exp\":1}"), "");
        try (var verifier = new TokenVerifier(TokenSettings.of(List.of(set("main"))), new FakeClock())) {
            assertThat(verifier.verifyAll(Map.of("a", good, "b", good))
                            .toCompletableFuture()
                            .join())
                    .isInstanceOfSatisfying(
                            TokenResult.Verified.class,
                            verified -> assertThat(verified.auxData().jwts().keySet())
                                    .containsExactlyInAnyOrder("a", "b"));
            assertThat(verifier.verifyAll(Map.of("a", good, "b", old))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(
                            new TokenResult.Refused(TokenProblem.TOKEN_EXPIRED, "token `b`: token has expired (exp)"));
        }
    }

    @Test
    void tokensAreNotShown() {
        assertThat(new Token("secret", "main")).hasToString("Token[6 characters, keySetId=main]");
    }
}
