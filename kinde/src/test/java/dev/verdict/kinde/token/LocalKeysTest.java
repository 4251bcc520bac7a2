package dev.verdict.kinde.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.fixtures.FakeClock;
import dev.verdict.kinde.fixtures.SigningKey;
import dev.verdict.kinde.token.KeySetConfig.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKeysTest {
    private static final SigningKey KEY = SigningKey.named("ec");

    @TempDir
    Path directory = Path.of("");

    private static Object verify(Source source, boolean optional, String token) {
        var config = new KeySetConfig("local", source, optional, optional);
        try (var verifier = new TokenVerifier(TokenSettings.of(List.of(config)), new FakeClock())) {
            TokenResult result = verifier.verify(new Token(token, null))
                    .toCompletableFuture()
                    .join();
            return result instanceof TokenResult.Refused refused ? refused.problem() : "verified";
        }
    }

    private static Source data(String text, boolean pem) {
        return new Source.LocalData(Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)), pem);
    }

    private Source file(String text, boolean pem) throws IOException {
        return new Source.LocalFile(Files.writeString(directory.resolve("keys"), text), pem);
    }

    @Test
    void aSetAndASingleKeyAreReadFromFilesAndData() throws IOException {
        for (String text : List.of(SigningKey.jwks("other", "ec"), KEY.jwk())) {
            assertThat(verify(file(text, false), false, KEY.token("{}"))).isEqualTo("verified");
            assertThat(verify(data(text, false), false, KEY.token("{}"))).isEqualTo("verified");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec", "rsa", "ed"})
    void pemKeysOfEachKindVerifyWhateverKeyTheTokenNames(String name) throws IOException {
        SigningKey key = SigningKey.named(name);
        String pem = SigningKey.named("ec2").pem() + key.pem();

        assertThat(verify(file(pem, true), true, key.token("{}"))).isEqualTo("verified");
        assertThat(verify(data(pem, true), true, key.sign("{\"alg\":\"" + key.algorithm() + "\"}", "{}")))
                .isEqualTo("verified");
        assertThat(verify(data(pem, true), true, key.sign("{\"alg\":\"HS256\"}", "{}")))
                .isEqualTo(TokenProblem.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void pemKeysNeedBothOptions() {
        assertThat(verify(data(KEY.pem(), true), false, KEY.token("{}"))).isEqualTo(TokenProblem.KEY_SET_INVALID);
    }

    @Test
    void keysWithoutIdOrAlgorithmNeedTheOptions() {
        String bare = "{\"keys\":[{" + KEY.jwkMembers() + "}]}";
        String token = KEY.sign("{\"alg\":\"ES256\"}", "{}");

        assertThat(verify(data(bare, false), false, token)).isEqualTo(TokenProblem.KEY_SET_INVALID);
        assertThat(verify(data(bare, false), true, token)).isEqualTo("verified");
    }

    @Test
    void oneKeyThatBreaksTheRulesMakesTheSetUnusable() {
        String keys = "{\"keys\":[" + KEY.jwk() + ",{\"kid\":\"x\","
                + SigningKey.named("ec2").jwkMembers() + "}]}";

        assertThat(verify(data(keys, false), false, KEY.token("{}"))).isEqualTo(TokenProblem.KEY_SET_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"keys\":null}",
                "{\"keys\":[null]}",
                "{\"keys\":[{\"kty\":null}]}",
                "{\"keys\":[{\"kty\":\"EC\",\"kid\":\"ec\",\"alg\":\"ES256\"}]}"
            })
    void whatIsNoKeySetFailsEachUseAndNothingElse(String text) {
        assertThat(verify(data(text, false), false, KEY.token("{}"))).isEqualTo(TokenProblem.KEY_SET_INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN",
                "-----BEGIN PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
            })
    void whatIsNoPublicKeyInPemFailsEachUse(String text) {
        assertThat(verify(data(text, true), true, KEY.token("{}"))).isEqualTo(TokenProblem.KEY_SET_INVALID);
    }

    @Test
    void aFileThatIsMissingOrNoTextFailsEachUse() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});

        for (Path file : List.of(directory.resolve("none"), directory, binary)) {
            assertThat(verify(new Source.LocalFile(file, false), false, KEY.token("{}")))
                    .isEqualTo(TokenProblem.KEY_SET_INVALID);
        }
        assertThat(verify(new Source.LocalData("%%", false), false, KEY.token("{}")))
                .isEqualTo(TokenProblem.KEY_SET_INVALID);
    }
}
