package dev.verdict.kinde.emulator;

import static dev.verdict.kinde.emulator.Browser.callback;
import static dev.verdict.kinde.emulator.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.verdict.kinde.emulator.junit.KindeEmulatorExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(KindeEmulatorExtension.class)
class SignInTest {
    private final KindeEmulator kinde;
    private final Browser browser = new Browser();

    SignInTest(KindeEmulator kinde) {
        this.kinde = kinde;
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String issuer() {
        return kinde.baseUri().toString();
    }

    private HttpResponse<String> exchange(String code, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "client_id", Paperwise.WEB,
                "client_secret", Paperwise.WEB_SECRET,
                "redirect_uri", Browser.CALLBACK,
                "code", code));
        form.putAll(more);
        return browser.form(issuer() + "/oauth2/token", form);
    }

    private HttpResponse<String> refresh(String token) {
        return browser.form(
                issuer() + "/oauth2/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        Paperwise.WEB,
                        "client_secret",
                        Paperwise.WEB_SECRET,
                        "refresh_token",
                        token));
    }

    /** Signs in by page and returns the parameters of the redirect. */
    private Map<String, String> signIn(String user, Map<String, String> more) {
        HttpResponse<String> page = browser.authorize(issuer(), Paperwise.WEB, more);
        return callback(browser.press(issuer(), page, "user", user));
    }

    private Map<String, @Nullable Object> tokens(String user, Map<String, String> more) {
        HttpResponse<String> response = exchange(text(signIn(user, more), "code"), Map.of());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private static String text(Map<String, ?> map, String name) {
        return String.valueOf(map.get(name));
    }

    private static Map<String, @Nullable Object> claims(Map<String, ?> tokens, String name) {
        return KindeEmulator.claimsOf(text(tokens, name));
    }

    @Test
    void aPersonWithOneOrganizationGetsCodeAndTokensForIt() {
        Map<String, String> answer = signIn(Paperwise.BO, Map.of("nonce", "n-1"));
        assertThat(answer).containsEntry("state", "state-1");

        Map<String, @Nullable Object> tokens = json(exchange(text(answer, "code"), Map.of()));

        assertThat(tokens).containsEntry("token_type", "bearer").containsEntry("expires_in", 86_400);
        assertThat(claims(tokens, "access_token"))
                .containsEntry("iss", issuer())
                .containsEntry("sub", Paperwise.BO)
                .containsEntry("azp", Paperwise.WEB)
                .containsEntry("aud", List.of())
                .containsEntry("scp", List.of("openid", "profile", "email", "offline"))
                .containsEntry("org_code", Paperwise.NORTHWIND)
                .containsEntry("org_name", "Northwind Legal")
                .containsEntry("external_org_id", "nw-legal")
                .containsEntry("permissions", List.of("docs:read", "docs:create", "docs:edit", "docs:share"))
                .containsEntry(
                        "user_properties", Map.of("kp_usr_city", Map.of("v", "Oslo"), "clearance", Map.of("v", "2")))
                .doesNotContainKey("at_hash");
        assertThat(claims(tokens, "id_token"))
                .containsEntry("nonce", "n-1")
                .containsEntry("aud", List.of(Paperwise.WEB))
                .containsEntry("given_name", "Bo")
                .containsEntry("org_codes", List.of(Paperwise.NORTHWIND))
                .containsEntry("provided_id", "nw-1002")
                .containsKeys("at_hash", "auth_time", "rat")
                .doesNotContainKey("scp");
    }

    @Test
    void aPersonWithSeveralOrganizationsChoosesOneAndSwitchesSilently() {
        HttpResponse<String> persons = browser.authorize(issuer(), Paperwise.WEB, Map.of());
        HttpResponse<String> organizations = browser.press(issuer(), persons, "user", Paperwise.ADA);
        HttpResponse<String> done = browser.press(issuer(), organizations, "org", Paperwise.FJORD);
        Map<String, @Nullable Object> first = json(exchange(text(callback(done), "code"), Map.of()));

        HttpResponse<String> switched =
                browser.authorize(issuer(), Paperwise.WEB, Map.of("prompt", "none", "org_code", Paperwise.NORTHWIND));
        Map<String, @Nullable Object> second = json(exchange(text(callback(switched), "code"), Map.of()));

        assertThat(claims(first, "access_token")).containsEntry("permissions", List.of("docs:read"));
        assertThat(claims(second, "access_token"))
                .containsEntry("org_code", Paperwise.NORTHWIND)
                .extractingByKey("permissions")
                .asInstanceOf(LIST)
                .hasSize(9);
    }

    @Test
    void aPersonWithoutOrganizationGetsATokenWithoutOne() {
        assertThat(claims(tokens(Paperwise.DANA, Map.of()), "access_token"))
                .doesNotContainKeys("org_code", "permissions", "roles")
                .extractingByKey("feature_flags")
                .asInstanceOf(MAP)
                .containsEntry("ai_summaries", Map.of("t", "b", "v", true));
    }

    @ParameterizedTest
    @CsvSource({
        "prompt=none, login_required",
        "response_type=token, unsupported_response_type",
        "code_challenge=abcdefghijklmnopqrstuvwxyz0123456789abcdefghijk, invalid_request",
        "audience=https://unknown.example, invalid_request",
    })
    void aRequestThatCannotBeServedIsToldSo(String parameter, String error) {
        int equals = parameter.indexOf('=');
        HttpResponse<String> response = browser.authorize(
                issuer(), Paperwise.WEB, Map.of(parameter.substring(0, equals), parameter.substring(equals + 1)));

        assertThat(callback(response)).containsEntry("error", error).containsEntry("state", "state-1");
    }

    @Test
    void organizationsThatAreSuspendedOrOfOthersAreRefused() {
        assertThat(signIn(Paperwise.BO, Map.of("org_code", Paperwise.OLD_MILL)))
                .containsEntry("error", "organization_suspended");
        assertThat(callback(browser.authorize(issuer(), Paperwise.WEB, Map.of("org_code", Paperwise.FJORD))))
                .containsEntry("error", "access_denied");
    }

    @Test
    void aPersonCanCreateAnOrganization() {
        Map<String, @Nullable Object> tokens =
                tokens(Paperwise.DANA, Map.of("is_create_org", "true", "org_name", "Roth & Daughters"));

        assertThat(claims(tokens, "access_token"))
                .containsEntry("org_name", "Roth & Daughters")
                .extractingByKey("permissions")
                .asInstanceOf(LIST)
                .contains("billing:manage");
    }

    @Test
    void aPublicClientProvesItselfByPkce() {
        var verifier = new CodeVerifier("a-verifier-of-at-least-forty-three-characters-0");
        String challenge =
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        HttpResponse<String> page = browser.authorize(
                issuer(), Paperwise.SPA, Map.of("code_challenge", challenge, "code_challenge_method", "S256"));
        String code = text(callback(browser.press(issuer(), page, "user", Paperwise.BO)), "code");
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                Paperwise.SPA,
                "redirect_uri",
                Browser.CALLBACK,
                "code",
                code));

        form.put("code_verifier", verifier.getValue());
        assertThat(browser.form(issuer() + "/oauth2/token", form).statusCode()).isEqualTo(200);
        assertThat(callback(browser.authorize(issuer(), Paperwise.SPA, Map.of())))
                .containsEntry("error", "invalid_request")
                .containsEntry("error_description", "code_challenge is missing, and the application has no secret");
    }

    @Test
    void aWrongVerifierGetsNothing() {
        String challenge = CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier("x".repeat(43)))
                .getValue();
        String code = text(
                signIn(Paperwise.BO, Map.of("code_challenge", challenge, "code_challenge_method", "S256")), "code");

        assertThat(json(exchange(code, Map.of("code_verifier", "y".repeat(43)))))
                .containsEntry("error", "invalid_grant")
                .containsEntry("error_description", "code_verifier does not fit to code_challenge");
    }

    @Test
    void aCodeWorksOnceAndOnlyWhereItBelongs() {
        String code = text(signIn(Paperwise.BO, Map.of()), "code");
        assertThat(exchange(code, Map.of()).statusCode()).isEqualTo(200);

        assertThat(json(exchange(code, Map.of())))
                .containsEntry("error_description", "the code is unknown, used or expired");
        String other = text(callback(browser.authorize(issuer(), Paperwise.WEB, Map.of())), "code");
        assertThat(json(exchange(other, Map.of("redirect_uri", "http://127.0.0.1:9/other"))))
                .containsEntry("error_description", "redirect_uri is not that of the authorization request");
        assertThat(json(exchange("x", Map.of("client_secret", "wrong")))).containsEntry("error", "invalid_client");
    }

    @Test
    void aRefreshRotatesTheRefreshTokenAndKeepsTheAccessToken() {
        Map<String, @Nullable Object> first = tokens(Paperwise.BO, Map.of());
        String oldRefresh = text(first, "refresh_token");

        Map<String, @Nullable Object> second = json(refresh(oldRefresh));
        assertThat(second.get("access_token")).isEqualTo(first.get("access_token"));
        assertThat(second.get("refresh_token")).isNotEqualTo(oldRefresh);

        // within the overlap the old one still works, and leads to the same new one
        assertThat(json(refresh(oldRefresh)).get("refresh_token")).isEqualTo(second.get("refresh_token"));
        kinde.advanceClock(Duration.ofSeconds(61));
        assertThat(json(refresh(oldRefresh))).containsEntry("error", "invalid_grant");
        assertThat(refresh(text(second, "refresh_token")).statusCode()).isEqualTo(200);
    }

    @Test
    void anExpiredAccessTokenIsReplacedAtTheNextRefresh() {
        Map<String, @Nullable Object> first = tokens(Paperwise.BO, Map.of());
        kinde.advanceClock(Duration.ofDays(2));

        Map<String, @Nullable Object> second = json(refresh(text(first, "refresh_token")));

        assertThat(second.get("access_token")).isNotEqualTo(first.get("access_token"));
        kinde.advanceClock(Duration.ofDays(20));
        assertThat(refresh(text(second, "refresh_token")).statusCode()).isEqualTo(400);
    }

    @Test
    void withoutTheScopeOfflineThereIsNoRefreshToken() {
        assertThat(tokens(Paperwise.BO, Map.of("scope", "openid offline_access")))
                .doesNotContainKey("refresh_token")
                .containsEntry("scope", "openid");
    }

    @Test
    void logoutEndsSessionAndTokens() {
        Map<String, @Nullable Object> tokens = tokens(Paperwise.BO, Map.of());

        HttpResponse<String> response = browser.get(issuer() + "/logout?redirect=" + Browser.CALLBACK);

        assertThat(response.headers().firstValue("Location")).contains(Browser.CALLBACK);
        assertThat(refresh(text(tokens, "refresh_token")).statusCode()).isEqualTo(400);
        assertThat(callback(browser.authorize(issuer(), Paperwise.WEB, Map.of("prompt", "none"))))
                .containsEntry("error", "login_required");
        assertThat(browser.get(issuer() + "/logout?redirect=https://elsewhere.example")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tokensCanBeInspectedAndRevoked() {
        Map<String, @Nullable Object> tokens = tokens(Paperwise.BO, Map.of());
        Map<String, String> question = Map.of(
                "token", text(tokens, "access_token"),
                "client_id", Paperwise.WEB,
                "client_secret", Paperwise.WEB_SECRET);

        assertThat(json(browser.form(issuer() + "/oauth2/introspect", question)))
                .containsEntry("active", true)
                .containsEntry("client_id", Paperwise.WEB);
        assertThat(browser.api(issuer() + "/oauth2/v2/user_profile", text(tokens, "access_token")))
                .containsEntry("id", Paperwise.BO)
                .containsEntry("email", "bo@northwind.example");
        assertThat(browser.form(issuer() + "/oauth2/revoke", question).statusCode())
                .isEqualTo(200);
        assertThat(json(browser.form(issuer() + "/oauth2/introspect", question)))
                .isEqualTo(Map.of("active", false));
        assertThat(browser.get(
                                issuer() + "/oauth2/v2/user_profile",
                                "Authorization",
                                "Bearer " + text(tokens, "access_token"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void namesOnPagesAreEscaped() {
        HttpResponse<String> page = browser.authorize(issuer(), Paperwise.WEB, Map.of("prompt", "create"));
        String request = Browser.between(page.body(), "name=\"request\" value=\"", "\"");
        callback(browser.form(
                issuer() + "/oauth2/register",
                Map.of("request", request, "first_name", "<b>\"Mal'", "email", "mal@example.net")));

        HttpResponse<String> persons = browser.authorize(issuer(), Paperwise.WEB, Map.of("prompt", "login"));

        assertThat(persons.body()).contains("&lt;b&gt;&quot;Mal&#39;").doesNotContain("<b>");
    }
}
