package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdict.kinde.emulator.control.Faults.ApiFault;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.junit.KindeEmulatorExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(KindeEmulatorExtension.class)
class ManagementApiTest {
    private final KindeEmulator kinde;
    private final Browser browser = new Browser();

    ManagementApiTest(KindeEmulator kinde) {
        this.kinde = kinde;
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private String token(String client, String secret) {
        HttpResponse<String> response = browser.form(
                kinde.baseUri() + "/oauth2/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        client,
                        "client_secret",
                        secret,
                        "audience",
                        kinde.baseUri() + "/api"));
        return String.valueOf(Browser.json(response).get("access_token"));
    }

    private HttpResponse<String> call(String method, String path, Map<String, ?> body) {
        String token = token(Paperwise.BACK_OFFICE, Paperwise.BACK_OFFICE_SECRET);
        String text = body.isEmpty() ? "" : JsonText.write(body);
        return browser.send(method, kinde.baseUri() + "/api/v1" + path, text, "Authorization", "Bearer " + token);
    }

    private Map<String, @Nullable Object> get(String path) {
        HttpResponse<String> response = call("GET", path, Map.of());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Browser.json(response);
    }

    private void change(String method, String path, Map<String, ?> body) {
        HttpResponse<String> response = call(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static List<String> members(Map<String, ?> object, String list, String member) {
        return JsonObject.objects(object, list).stream()
                .map(each -> String.valueOf(each.get(member)))
                .toList();
    }

    private Map<String, @Nullable Object> claims(String user) {
        return KindeEmulator.claimsOf(kinde.accessToken(user));
    }

    @Test
    void readsUsersAndOrganizations() {
        assertThat(get("/user?id=" + Paperwise.ADA + "&expand=organizations,identities"))
                .containsEntry("code", "OK")
                .containsEntry("preferred_email", "ada@northwind.example")
                .containsEntry("organizations", List.of(Paperwise.NORTHWIND, Paperwise.FJORD))
                .containsEntry("is_suspended", false);
        assertThat(get("/organization?code=" + Paperwise.FJORD))
                .containsEntry("external_id", "fjord/no:1")
                .containsEntry("name", "Fjord Clinic");
        assertThat(members(get("/organizations/" + Paperwise.FJORD + "/users"), "organization_users", "first_name"))
                .containsExactly("Ada", "Chidi");
        assertThat(members(get("/search/users?query=okafor"), "results", "first_name"))
                .containsExactly("Chidi");
    }

    @Test
    void readsRolesAndPermissionsOfAMember() {
        String member = "/organizations/" + Paperwise.NORTHWIND + "/users/" + Paperwise.ADA;

        assertThat(members(get(member + "/roles"), "roles", "key")).containsExactly("owner", "admin");
        Map<String, @Nullable Object> permissions = get(member + "/permissions?expand=roles&page_size=50");
        assertThat(members(permissions, "permissions", "key")).hasSize(9);
        assertThat(JsonObject.objects(permissions, "permissions"))
                .filteredOn("key", "billing:manage")
                .singleElement(MAP)
                .extractingByKey("roles", LIST)
                .hasSize(1);
        assertThat(call(
                                "GET",
                                "/organizations/" + Paperwise.NORTHWIND + "/users/" + Paperwise.DANA + "/roles",
                                Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void readsCatalogueFlagsPropertiesAndBilling() {
        assertThat(members(get("/roles?page_size=100"), "roles", "key")).contains("owner", "billing");
        assertThat(members(get("/roles/018ee9aa-f92b-83fc-1d40-000000000004/permissions"), "permissions", "key"))
                .containsExactly("docs:read", "docs:publish");
        assertThat(get("/environment/feature_flags"))
                .extractingByKey("feature_flags", MAP)
                .containsEntry("max_docs", Map.of("type", "int", "value", "25"))
                .containsEntry("ai_summaries", Map.of("type", "bool", "value", "true"));
        assertThat(get("/organizations/" + Paperwise.NORTHWIND + "/feature_flags"))
                .extractingByKey("feature_flags", MAP)
                .containsOnlyKeys("new-editor", "max_docs");
        assertThat(members(get("/users/" + Paperwise.BO + "/properties"), "properties", "value"))
                .containsExactly("Oslo", "2", "C");
        assertThat(members(get("/properties?context=org"), "properties", "key"))
                .containsExactly("kp_org_industry", "data_region");
        assertThat(members(get("/applications/" + Paperwise.AGENT + "/properties"), "properties", "value"))
                .containsExactly("pro");
        assertThat(members(get("/billing/agreements?customer_id=" + Paperwise.FJORD), "agreements", "plan_code"))
                .containsExactly("enterprise");
        assertThat(members(get("/billing/entitlements?customer_id=" + Paperwise.FJORD), "entitlements", "feature_code"))
                .containsExactly("docs", "audit", "legal_hold");
    }

    @Test
    void pagesComeInBothStyles() {
        List<String> byToken = new ArrayList<>();
        String next = "";
        while (!next.equals("null")) {
            Map<String, @Nullable Object> page = get("/users?page_size=4&next_token=" + next);
            byToken.addAll(members(page, "users", "id"));
            next = String.valueOf(page.get("next_token"));
        }
        assertThat(byToken).hasSize(9).doesNotHaveDuplicates();

        Map<String, @Nullable Object> first = get("/search/users?query=*&page_size=4");
        String last = members(first, "results", "id").get(3);
        Map<String, @Nullable Object> second = get("/search/users?query=*&page_size=4&starting_after=" + last);
        assertThat(first).containsEntry("has_more", true);
        assertThat(members(second, "results", "id")).isEqualTo(byToken.subList(4, 8));
        assertThat(members(get("/search/users?query=*&page_size=4&ending_before=" + byToken.get(4)), "results", "id"))
                .isEqualTo(byToken.subList(0, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /users, 200, ''",
        "GET, /organizations, 403, the token lacks the scope `read:organizations`",
        "PATCH, /user?id=x, 403, the token lacks the scope `update:users`",
        "POST, /users/x/refresh_claims, 403, the token lacks the scope `update:user_refresh_claims`",
    })
    void aTokenOpensOnlyWhatItsScopesSay(String method, String path, int status, String message) {
        String token = token(Paperwise.USER_READER, "userReaderSecretForTestsOnly0000000000000008");

        HttpResponse<String> response =
                browser.send(method, kinde.baseUri() + "/api/v1" + path, "", "Authorization", "Bearer " + token);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(message);
    }

    @Test
    void tokensForAnythingElseAreRefused() {
        String users = kinde.baseUri() + "/api/v1/users";

        assertThat(browser.get(users).statusCode()).isEqualTo(401);
        assertThat(browser.get(users, "Authorization", "Bearer " + kinde.accessToken(Paperwise.ADA))
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.get(
                                users,
                                "Authorization",
                                "Bearer " + kinde.machineToken("", Paperwise.INDEXER, List.of(Paperwise.API)))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void rolesOfAMemberChangeTheNextToken() {
        String roles = "/organizations/" + Paperwise.NORTHWIND + "/users/" + Paperwise.BO + "/roles";
        claims(Paperwise.BO);

        change("POST", roles, Map.of("role_id", "018ee9aa-f92b-83fc-1d40-000000000004"));
        change("DELETE", roles + "/018ee9aa-f92b-83fc-1d40-000000000003", Map.of());

        assertThat(claims(Paperwise.BO)).containsEntry("permissions", List.of("docs:read", "docs:publish"));
        change("DELETE", "/organizations/" + Paperwise.NORTHWIND + "/users/" + Paperwise.BO, Map.of());
        assertThat(claims(Paperwise.BO)).doesNotContainKey("org_code");
    }

    @Test
    void permissionsAddedToARoleNeedTheClaimsRefreshed() {
        claims(Paperwise.BO);

        change(
                "PATCH",
                "/roles/018ee9aa-f92b-83fc-1d40-000000000003/permissions",
                Map.of("permissions", List.of(Map.of("id", "018ee9aa-f92b-83fc-1d41-000000000007"))));
        assertThat(claims(Paperwise.BO)).extractingByKey("permissions", LIST).doesNotContain("audit:read");

        change("POST", "/users/" + Paperwise.BO + "/refresh_claims", Map.of());
        assertThat(claims(Paperwise.BO)).extractingByKey("permissions", LIST).contains("audit:read");
    }

    @Test
    void flagsChangeAtEveryLevel() {
        claims(Paperwise.BO);
        change("PATCH", "/environment/feature_flags/max_docs", Map.of("value", "30"));
        change("PATCH", "/organizations/" + Paperwise.NORTHWIND + "/feature_flags/max_docs?value=600", Map.of());
        assertThat(flag(Paperwise.BO)).isEqualTo(500);

        change("PATCH", "/users/" + Paperwise.BO + "/feature_flags/max_docs?value=7", Map.of());
        assertThat(flag(Paperwise.BO)).isEqualTo(7);
        assertThat(flag(Paperwise.ADA)).isEqualTo(600);
        assertThat(call("PATCH", "/users/" + Paperwise.BO + "/feature_flags/max_docs?value=many", Map.of())
                        .body())
                .contains("the value of `max_docs` must be of the type int");
        assertThat(call(
                                "PATCH",
                                "/organizations/" + Paperwise.NORTHWIND + "/feature_flags/ai_summaries?value=false",
                                Map.of())
                        .body())
                .contains("`ai_summaries` cannot be overridden at the level org");
        change("DELETE", "/organizations/" + Paperwise.NORTHWIND + "/feature_flags/max_docs", Map.of());
        assertThat(flag(Paperwise.EVE)).isEqualTo(30);
    }

    private @Nullable Object flag(String user) {
        return JsonObject.object(JsonObject.object(claims(user), "feature_flags"), "max_docs")
                .get("v");
    }

    @Test
    void propertiesAndProfilesChangeTheNextToken() {
        change("PATCH", "/users/" + Paperwise.BO + "/properties", Map.of("properties", Map.of("clearance", "4")));
        change("PUT", "/users/" + Paperwise.BO + "/properties/kp_usr_city?value=Bergen", Map.of());
        change(
                "PATCH",
                "/organizations/" + Paperwise.NORTHWIND + "/properties",
                Map.of("properties", Map.of("data_region", "us")));
        change("PATCH", "/organization/" + Paperwise.NORTHWIND, Map.of("name", "Northwind"));

        assertThat(claims(Paperwise.BO))
                .containsEntry("org_name", "Northwind")
                .containsEntry(
                        "user_properties", Map.of("kp_usr_city", Map.of("v", "Bergen"), "clearance", Map.of("v", "4")))
                .extractingByKey("organization_properties", MAP)
                .containsEntry("data_region", Map.of("v", "us"));
        assertThat(call(
                                "PATCH",
                                "/users/" + Paperwise.BO + "/properties",
                                Map.of("properties", Map.of("hat_size", "4")))
                        .body())
                .contains("there is no property `hat_size`");
    }

    @Test
    void usersAreCreatedSuspendedAndDeleted() {
        HttpResponse<String> created = call(
                "POST",
                "/user",
                Map.of(
                        "profile",
                        Map.of("given_name", "Ida", "family_name", "Berg"),
                        "identities",
                        List.of(Map.of("type", "email", "details", Map.of("email", "ida@example.net")))));
        String id = String.valueOf(Browser.json(created).get("id"));

        change("PATCH", "/user?id=" + id, Map.of("is_suspended", true));
        assertThat(get("/user?id=" + id)).containsEntry("is_suspended", true).containsEntry("first_name", "Ida");
        change("DELETE", "/user?id=" + id, Map.of());
        assertThat(call("GET", "/user?id=" + id, Map.of()).body()).contains("there is no user `" + id + "`");
    }

    @ParameterizedTest
    @CsvSource({
        "k_bo_for_tests_only, true, active, kp_5f2a0000000000000000000000000002",
        "k_northwind_for_tests_only, true, active, null",
        "k_old_for_tests_only, false, revoked, null",
        "k_unknown, false, null, null",
    })
    void apiKeysAreVerified(String key, boolean valid, String status, String user) {
        Map<String, @Nullable Object> answer = Browser.json(call("POST", "/api_keys/verify", Map.of("api_key", key)));

        assertThat(answer).containsEntry("is_valid", valid);
        assertThat(String.valueOf(answer.get("status"))).isEqualTo(status);
        assertThat(String.valueOf(answer.get("user_id"))).isEqualTo(user);
    }

    @Test
    void theApiCanBeLimitedSlowOrBroken() {
        String token = token(Paperwise.BACK_OFFICE, Paperwise.BACK_OFFICE_SECRET);
        String users = kinde.baseUri() + "/api/v1/users";
        kinde.faults().rateLimitReset(Duration.ofSeconds(7));
        kinde.faults().api(ApiFault.RATE_LIMITED, 1);

        HttpResponse<String> limited = browser.get(users, "Authorization", "Bearer " + token);

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("RateLimit-Reset")).contains("7");
        kinde.faults().api(ApiFault.BROKEN, 1);
        assertThat(browser.get(users, "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(500);
        assertThat(browser.get(users, "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(200);
    }
}
