package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.kinde.emulator.control.ControlException;
import dev.verdict.kinde.emulator.control.Faults.KeysFault;
import dev.verdict.kinde.emulator.control.PersonSignIn;
import dev.verdict.kinde.emulator.junit.KindeEmulatorExtension;
import dev.verdict.kinde.emulator.keys.IssuerKeys;
import dev.verdict.kinde.emulator.keys.KeyRotationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts, paths, published keys and their faults. */
@ExtendWith(KindeEmulatorExtension.class)
class IssuersTest {
    private final KindeEmulator kinde;
    private final Browser browser = new Browser();

    IssuersTest(KindeEmulator kinde) {
        this.kinde = kinde;
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static List<String> keyIds(Map<String, @Nullable Object> document) {
        return document.get("keys") instanceof List<?> keys
                ? keys.stream()
                        .map(key -> key instanceof Map<?, ?> map ? String.valueOf(map.get("kid")) : "")
                        .toList()
                : List.of();
    }

    private HttpResponse<String> keys() {
        return browser.get(kinde.baseUri() + "/.well-known/jwks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paperwise", "staging"})
    void eachEnvironmentHasItsOwnIssuerAndKeys(String name) {
        String issuer = kinde.issuer(name);
        Map<String, @Nullable Object> discovery =
                Browser.json(browser.get(issuer + "/.well-known/openid-configuration"));

        assertThat(discovery)
                .containsEntry("issuer", issuer)
                .containsEntry("jwks_uri", issuer + "/.well-known/jwks")
                .containsEntry("token_endpoint", issuer + "/oauth2/token")
                .containsEntry("id_token_signing_alg_values_supported", List.of("RS256"));
        HttpResponse<String> jwks = browser.get(issuer + "/.well-known/jwks");
        assertThat(jwks.headers().firstValue("Cache-Control")).contains("public, max-age=300");
        assertThat(keyIds(Browser.json(jwks))).isEqualTo(kinde.keys(name).ids()).hasSize(1);
        assertThat(browser.get(issuer + "/.well-known/jwks.json").body()).isEqualTo(jwks.body());
        assertThat(jwks.body()).doesNotContain("\"d\":", "\"p\":");
    }

    @Test
    void theDefaultIssuerIsTheAddressItselfAndAllKeysDiffer() {
        assertThat(kinde.issuerNames()).containsExactly("paperwise", "account.localhost", "staging");
        assertThat(kinde.issuer("")).isEqualTo(kinde.baseUri().toString());
        assertThat(kinde.issuer("account.localhost"))
                .isEqualTo("http://account.localhost:" + kinde.baseUri().getPort());
        assertThat(kinde.issuerNames().stream().flatMap(name -> kinde.keys(name).ids().stream()))
                .hasSize(3)
                .doesNotHaveDuplicates();
        assertThatThrownBy(() -> kinde.issuer("production"))
                .isInstanceOf(ControlException.class)
                .hasMessage("there is no issuer `production`, only paperwise, account.localhost, staging");
    }

    /** Without a name service for the host: the Host header tells which issuer is meant. */
    private String askHost(String host, String path) {
        try (var socket = new Socket(
                        InetAddress.getLoopbackAddress(), kinde.baseUri().getPort());
                var reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return reader.lines().collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theCustomDomainIsToldApartByItsHost() {
        String host = "account.localhost:" + kinde.baseUri().getPort();

        assertThat(askHost(host, "/.well-known/openid-configuration")).contains("\"issuer\":\"http://" + host + "\"");
        assertThat(askHost(host, "/api/v1/users")).startsWith("HTTP/1.1 404");
        String token = kinde.signIn(PersonSignIn.of("account.localhost", Paperwise.WEB, Paperwise.BO))
                .accessToken();
        assertThat(KindeEmulator.claimsOf(token)).containsEntry("iss", "http://" + host);
        assertThat(keyIds(Browser.json(
                        browser.get(kinde.keysUri("account.localhost").toString()))))
                .isEqualTo(kinde.keys("account.localhost").ids());
        assertThat(browser.get(kinde.baseUri() + "/account_api/v1/roles", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void keysAreAddedPromotedReplacedAndRemoved() {
        IssuerKeys keys = kinde.keys("");
        String first = keys.signing().id();

        String second = keys.add();
        assertThat(keys.signing().id()).isEqualTo(first);
        assertThat(keyIds(Browser.json(keys()))).containsExactly(first, second);
        keys.promote(second);
        keys.remove(first);
        assertThat(keyIds(Browser.json(keys()))).containsExactly(second);
        String before = keys().body();
        keys.replace(second);
        assertThat(keyIds(Browser.json(keys()))).containsExactly(second);
        assertThat(keys().body()).isNotEqualTo(before);
        assertThatThrownBy(() -> keys.promote("x"))
                .isInstanceOf(KeyRotationException.class)
                .hasMessage("no published key has the id `x`");
    }

    @Test
    void keysCanBeDownWrongOrTooMuch() {
        kinde.faults().keys(KeysFault.DOWN, 1);
        assertThat(keys().statusCode()).isEqualTo(503);
        assertThat(keys().statusCode()).isEqualTo(200);

        kinde.faults().keys(KeysFault.WRONG_CONTENT_TYPE, 1);
        assertThat(keys().headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");

        kinde.faults().keys(KeysFault.HUGE, 1);
        assertThat(keys().body()).hasSizeGreaterThan(10_000_000);

        kinde.faults().keys(KeysFault.REDIRECT_LOOP, 1);
        assertThat(keys().headers().firstValue("Location")).contains(kinde.baseUri() + "/.well-known/jwks");

        kinde.faults().keys(KeysFault.TRUNCATED, 1);
        assertThatThrownBy(this::keys).isInstanceOf(UncheckedIOException.class);

        kinde.faults().keys(KeysFault.NO_KEYS, 1);
        assertThat(keys().body()).isEqualTo("{}");
    }

    @Test
    void keysCanBeOfUnusualShape() {
        String right = kinde.keys("").signing().id();

        kinde.faults().keys(KeysFault.MANY_KEYS, 1);
        assertThat(keyIds(Browser.json(keys()))).hasSize(10_001).endsWith(right);
        kinde.faults().keys(KeysFault.SAME_ID_TWICE, 1);
        assertThat(keyIds(Browser.json(keys()))).containsExactly(right, right);
        kinde.faults().keys(KeysFault.BARE_KEYS, 1);
        assertThat(keys().body()).contains(right).doesNotContain("RS256", "\"use\"");
        kinde.faults().keys(KeysFault.REDIRECT_AWAY, 1);
        assertThat(keys().headers().firstValue("Location").orElse("")).startsWith("http://localhost:");
    }

    @Test
    void requestsAreCounted() {
        keys();
        keys();
        browser.get(kinde.issuer("staging") + "/.well-known/jwks");

        assertThat(kinde.requests("GET", "/.well-known/jwks")).isEqualTo(2);
        assertThat(kinde.requests("GET", "/staging/.well-known/jwks")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, http://localhost:3000",
        "https://elsewhere.example, ''",
        "null, ''",
    })
    void onlyPagesOfThisMachineMayReadAnswers(String origin, String allowed) {
        HttpResponse<String> response = browser.get(kinde.baseUri() + "/.well-known/jwks", "Origin", origin);

        assertThat(response.headers().firstValue("Access-Control-Allow-Origin").orElse(""))
                .isEqualTo(allowed);
        assertThat(browser.get(kinde.baseUri() + "/_emulator", "Origin", origin).statusCode())
                .isEqualTo(allowed.isEmpty() ? 403 : 200);
        assertThat(browser.send("OPTIONS", kinde.baseUri() + "/oauth2/token", "", "Origin", origin)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void unknownPathsAndMethodsAreRefused() {
        assertThat(browser.get(kinde.baseUri() + "/nothing").statusCode()).isEqualTo(404);
        assertThat(browser.get(kinde.baseUri() + "/oauth2/token").statusCode()).isEqualTo(405);
        assertThat(askHost("127.0.0.1", "/oauth2/auth?client_id=%zz")).startsWith("HTTP/1.1 400");
        assertThat(browser.get(kinde.baseUri() + "/_emulator/nothing").statusCode())
                .isEqualTo(404);
    }
}
