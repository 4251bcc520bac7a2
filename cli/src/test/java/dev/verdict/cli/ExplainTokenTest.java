package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code verdict kinde explain-token} prints what {@code explain-token.yaml} says, and no part of a token. */
class ExplainTokenTest {
    private static final Path CASES = Path.of("src/test/resources/explain-token.yaml");
    private static final int TRACE = 12;

    @TempDir
    Path directory = Path.of("");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        Map<String, @Nullable Object> root =
                map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(CASES)));
        RSAKey key = newKey();
        RSAKey stranger = newKey();
        return ((List<?>) root.getOrDefault("cases", List.of()))
                .stream()
                        .map(ExplainTokenTest::map)
                        .map(one -> DynamicTest.dynamicTest(
                                String.valueOf(one.get("name")),
                                () -> check(one, map(root.get("bases")), key, stranger)));
    }

    private void check(
            Map<String, @Nullable Object> one, Map<String, @Nullable Object> bases, RSAKey key, RSAKey stranger)
            throws IOException, JOSEException {
        Path own = Files.createTempDirectory(directory, "case");
        String access = one.get("raw") instanceof String raw
                ? raw
                : token(bases, map(one.get("token")), one.containsKey("forged") ? stranger : key);
        String id = token(bases, map(one.getOrDefault("id", Map.of("base", "id"))), key);
        Files.writeString(own.resolve("token.txt"), access + "\n");
        Files.writeString(own.resolve("id.txt"), id);
        Files.writeString(own.resolve("keys.json"), new JWKSet(key).toString(true));

        CommandRun run = CommandRun.of(
                own,
                texts(one.get("environment")),
                one.get("input") instanceof String input ? input.replace("TOKEN", access) : access,
                Stream.concat(
                                Stream.of("kinde", "explain-token"),
                                ((List<?>) one.getOrDefault("run", List.of())).stream())
                        .map(argument -> String.valueOf(argument).replace("TOKEN", access))
                        .toList());

        if (one.get("errHas") instanceof String piece) {
            assertThat(run.err()).contains(piece);
        } else {
            assertThat(run.err()).isEqualTo(one.getOrDefault("err", ""));
        }
        assertThat(run.out()).isEqualTo(one.getOrDefault("out", ""));
        assertThat(run.exitCode()).isEqualTo(one.getOrDefault("exit", 0));
        showsNothingOf(access, run);
        showsNothingOf(id, run);
    }

    private static void showsNothingOf(String token, CommandRun run) {
        String shown = run.out() + run.err();
        for (int at = 0; at + TRACE <= token.length(); at++) {
            assertThat(shown).doesNotContain(token.substring(at, at + TRACE));
        }
    }

    /** {@code token} says its base, what is put in the place of claims there, and what is taken away. */
    private static String token(Map<String, @Nullable Object> bases, Map<String, @Nullable Object> token, RSAKey key)
            throws JOSEException {
        Map<String, Object> claims =
                new LinkedHashMap<>(map(bases.get(String.valueOf(token.getOrDefault("base", "user")))));
        claims.putAll(map(token.get("claims")));
        if (token.get("without") instanceof List<?> without) {
            without.forEach(claims::remove);
        }
        var jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("2a:e0:4f").build(),
                new Payload(JSONObjectUtils.toJSONString(claims)));
        jws.sign(new RSASSASigner(key));
        return jws.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID("2a:e0:4f")
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK makes no RSA keys", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(value).forEach((name, text) -> texts.put(name, String.valueOf(text)));
        return texts;
    }
}
