package dev.verdict.kinde.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The cases of {@code api-answers.yaml}. */
class ApiAnswersTest {
    private final KindeStub kinde = new KindeStub().withTokens();
    private final ApiClient client = new ApiClient("test API", ApiLimits.USUAL, new HandTime(null).timing());

    record Case(String name, Map<?, ?> fields) {
        String text(String field) {
            return String.valueOf(fields.get(field));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        try (Reader reader = Files.newBufferedReader(Path.of("src/test/resources/api-answers.yaml"))) {
            List<Case> cases = new ArrayList<>();
            for (Object one : (List<?>)
                    Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromReader(reader))) {
                Map<?, ?> fields = (Map<?, ?>) one;
                cases.add(new Case(String.valueOf(fields.get("name")), fields));
            }
            return cases;
        }
    }

    @AfterEach
    void close() {
        client.close();
        kinde.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatTheClientsMakeOfAnAnswer(Case one) throws InterruptedException {
        Map<?, ?> pages = (Map<?, ?>) Objects.requireNonNull(one.fields().get("pages"));
        pages.forEach((target, json) -> kinde.on(String.valueOf(target), String.valueOf(json)));
        String expected = one.fields().containsKey("fails") ? "fails: " + one.text("fails") : one.text("gives");

        assertThat(outcome(one.text("call"))).isEqualTo(expected);

        pages.forEach((target, json) -> assertThat(kinde.asked()).contains(String.valueOf(target)));
    }

    private String outcome(String call) throws InterruptedException {
        try {
            return result(call).toString();
        } catch (ApiFailure e) {
            return "fails: " + e.reason();
        }
    }

    private Object result(String call) throws ApiFailure, InterruptedException {
        AccountApi account = new AccountApi(client);
        UserToken token = new UserToken(kinde.url(), "user-token", "org_1");
        ManagementApi management = management();
        return switch (call) {
            case "account permissions" -> account.permissions(token);
            case "account roles" -> account.roles(token);
            case "account flags" -> account.flags(token);
            case "account properties" -> account.properties(token);
            case "account entitlements" -> account.entitlements(token);
            case "account organizations" -> account.organizations(token);
            case "account organization" -> account.organization(token);
            case "management permissions" -> management.permissions("kp_1", "org_1");
            case "management roles" -> management.roles("kp_1", "org_1");
            case "management flags" -> management.flags("org_1");
            case "management user properties" -> management.userProperties("kp_1");
            case "management odd properties" -> management.organizationProperties("../../users?a#b");
            case "management dots" -> management.applicationProperties("..");
            case "management organization" -> management.organization("org_1");
            case "management user" -> management.user("kp_1");
            case "management entitlements" -> management.entitlements("customer_1");
            case "management verify" -> management.verify("key-\"\\\u00e9\n");
            default -> throw new AssertionError("no such call: " + call);
        };
    }

    private ManagementApi management() {
        var credentials = new MachineCredentials(
                URI.create("https://paperwise.kinde.com"), "client", "secret", "https://paperwise.kinde.com/api");
        return new ManagementApi(client, credentials, kinde.url(), new HandTime(null).timing());
    }

    @Test
    void aListOfTooManyPagesIsAFailureAndNotCutOff() throws Exception {
        kinde.on("/account_api/v1/roles", exchange -> {
            int page = kinde.requests().size();
            KindeStub.send(
                    exchange,
                    200,
                    "{\"data\":{\"roles\":[]},\"metadata\":{\"has_more\":true,\"next_page_starting_after\":\"" + page
                            + "\"}}");
        });

        assertThat(outcome("account roles")).isEqualTo("fails: a list has more than 20 pages");
        assertThat(kinde.requests()).hasSize(20);
    }

    @Test
    void anApiKeyIsSentAsJson() throws Exception {
        kinde.on("/api/v1/api_keys/verify", "{\"is_valid\":false}");

        assertThat(outcome("management verify")).startsWith("ApiKeyFacts[valid=false");

        assertThat(kinde.requests())
                .contains(new KindeStub.Request(
                        "POST",
                        "/api/v1/api_keys/verify",
                        "Bearer m2m-1",
                        "{\"api_key\":\"key-\\\"\\\\\\u00e9\\u000a\"}"));
    }
}
