package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.junit.KindeEmulatorExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(KindeEmulatorExtension.class)
class ControlApiTest {
    private final KindeEmulator kinde;
    private final Browser browser = new Browser();

    ControlApiTest(KindeEmulator kinde) {
        this.kinde = kinde;
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return browser.send(method, kinde.baseUri() + "/_emulator" + path, body);
    }

    private Map<String, @Nullable Object> post(String path, Map<String, ?> body) {
        HttpResponse<String> response = call("POST", path, JsonText.write(body));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Browser.json(response);
    }

    private Map<String, @Nullable Object> get(String path) {
        return Browser.json(call("GET", path, ""));
    }

    @Test
    void saysWhatThereIs() {
        assertThat(get(""))
                .containsEntry("default", "paperwise")
                .extractingByKey("issuers", MAP)
                .containsEntry("staging", kinde.baseUri() + "/staging");
    }

    @Test
    void movesTheClock() {
        Instant before = kinde.now();

        post("/clock", Map.of("advance_seconds", 86_400));

        assertThat(kinde.now()).isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
        post("/clock", Map.of("reset", true));
        assertThat(kinde.now()).isBefore(before.plus(Duration.ofDays(1)));
    }

    @Test
    void makesTokens() {
        Map<String, @Nullable Object> person =
                post("/tokens", Map.of("user", "ada@northwind.example", "org_code", Paperwise.FJORD));
        assertThat(JsonObject.object(person, "claims")).containsEntry("org_code", Paperwise.FJORD);
        Map<String, @Nullable Object> machine = post(
                "/tokens",
                Map.of("client_id", Paperwise.AGENT, "audience", List.of(Paperwise.API), "issuer", "staging"));
        assertThat(JsonObject.object(machine, "claims"))
                .containsEntry("iss", kinde.baseUri() + "/staging")
                .containsEntry("scope", "read:docs write:index");
        String minted = String.valueOf(
                post("/mint", Map.of("claims", Map.of("a", 1), "header", Map.of("typ", "x"), "signature", "empty"))
                        .get("token"));
        assertThat(minted).endsWith(".");
        assertThat(KindeEmulator.claimsOf(minted)).isEqualTo(Map.of("a", 1));
        assertThat(String.valueOf(post("/hostile", Map.of("form", "bearer_prefix", "user", Paperwise.BO))
                        .get("token")))
                .startsWith("Bearer ey");
    }

    @Test
    void changesKeysAndFaults() {
        Map<String, @Nullable Object> keys = post("/issuers/staging/keys", Map.of("action", "rotate"));
        assertThat(keys).extractingByKey("published", LIST).hasSize(2);
        assertThat(keys)
                .containsEntry("signing", kinde.keys("staging").signing().id());

        assertThat(post("/faults", Map.of("keys", "down", "times", 1))).containsEntry("keys", "down");
        assertThat(browser.get(kinde.baseUri() + "/.well-known/jwks").statusCode())
                .isEqualTo(503);
        assertThat(get("/issuers/paperwise/jwks")).containsKey("keys");
        post("/faults", Map.of("api", "rate_limited", "reset_seconds", 3));
        assertThat(browser.get(kinde.baseUri() + "/api/v1/users").headers().firstValue("RateLimit-Reset"))
                .contains("3");
    }

    @Test
    void countsRequests() {
        browser.get(kinde.baseUri() + "/.well-known/jwks");

        assertThat(get("/requests")).isEqualTo(Map.of("GET /.well-known/jwks", 1));
        call("DELETE", "/requests", "");
        assertThat(get("/requests")).isEmpty();
    }

    @Test
    void suspendsOrganizationsAndChangesPlans() {
        String path = "/issuers/paperwise/organizations/" + Paperwise.NORTHWIND;

        HttpResponse<String> response = call("PATCH", path, "{\"is_suspended\":true,\"plan\":\"free\"}");

        assertThat(Browser.json(response)).containsEntry("is_suspended", true).containsEntry("plan", "free");
        assertThat(call("PATCH", path, "{\"plan\":\"gold\"}").body()).contains("there is no plan `gold`");
    }

    @Test
    void registersWebhooksAndSendsEventsOfAnyShape() {
        String unreachable = "http://127.0.0.1:9/hook";
        Map<String, @Nullable Object> endpoint = post("/webhooks/endpoints", Map.of("url", unreachable));
        Map<String, @Nullable Object> event =
                post("/webhooks/events", Map.of("type", "user.deleted", "extra", Map.of("azp", "x")));

        assertThat(kinde.webhooks()
                        .event(String.valueOf(event.get("event_id")))
                        .orElseThrow()
                        .payload())
                .containsEntry("type", "user.deleted")
                .containsEntry("azp", "x");
        assertThat(call("DELETE", "/webhooks/endpoints/" + endpoint.get("id"), "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(kinde.webhooks().endpoints("paperwise")).isEmpty();
    }

    @Test
    void loadsOtherDataAndComesBack() {
        String data = "environments: [{name: tiny, users: [{id: kp_1, first_name: Ann, email: a@example.net}]}]";

        assertThat(Browser.json(call("POST", "/data", data))).containsEntry("default", "tiny");
        assertThat(kinde.environment("").directory().users()).hasSize(1);
        assertThat(call("POST", "/data", "environments: 5").body())
                .contains("request:1:15: `environments` must be a list");

        assertThat(post("/reset", Map.of())).containsEntry("default", "paperwise");
        assertThat(kinde.environment("").directory().users()).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/clock               | [1]                        | the text is not a JSON object",
                "/clock               | {\"advance_seconds\": \"x\"} | `advance_seconds` must be a number of reasonable size",
                "/tokens              | {\"user\": \"nobody\"}       | there is no user `nobody`",
                "/tokens              | {\"client_id\": \"x\"}       | there is no application `x`",
                "/tokens              | {\"issuer\": \"x\"}          | there is no issuer `x`, only paperwise",
                "/hostile             | {\"form\": \"x\"}            | `x` is not one of alg_none, ",
                "/faults              | {\"keys\": \"x\"}            | `x` is not one of none, down, slow",
                "/issuers/x/keys      | {\"action\": \"add\"}        | there is no issuer `x`",
                "/issuers/staging/keys| {\"action\": \"x\"}          | `x` is not one of add, promote",
                "/webhooks/endpoints  | {\"url\": \"file:/x\"}       | `file:/x` is no address of HTTP",
                "/webhooks/disturbance| {\"copies\": 1000}         | there can be 0 to 100 copies, not 1000",
            })
    void saysWhatIsWrong(String path, String body, String message) {
        HttpResponse<String> response = call("POST", path, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(message);
    }
}
