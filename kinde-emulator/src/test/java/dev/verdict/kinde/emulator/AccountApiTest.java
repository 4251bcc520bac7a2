package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdict.kinde.emulator.account.AccountSettings.Dialect;
import dev.verdict.kinde.emulator.control.PersonSignIn;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.junit.KindeEmulatorExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KindeEmulatorExtension.class)
class AccountApiTest {
    private final KindeEmulator kinde;
    private final Browser browser = new Browser();

    AccountApiTest(KindeEmulator kinde) {
        this.kinde = kinde;
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private Map<String, @Nullable Object> get(String user, String path) {
        return browser.api(kinde.baseUri() + "/account_api/v1" + path, kinde.accessToken(user));
    }

    private Map<String, @Nullable Object> data(String user, String path) {
        return JsonObject.object(get(user, path), "data");
    }

    private static List<String> members(Map<String, ?> object, String list, String member) {
        return JsonObject.objects(object, list).stream()
                .map(each -> String.valueOf(each.get(member)))
                .toList();
    }

    @Test
    void tellsPermissionsAndRolesOfTheCurrentOrganization() {
        assertThat(data(Paperwise.BO, "/permissions")).containsEntry("org_code", Paperwise.NORTHWIND);
        assertThat(members(data(Paperwise.BO, "/permissions"), "permissions", "key"))
                .containsExactly("docs:read", "docs:create", "docs:edit", "docs:share");
        assertThat(data(Paperwise.BO, "/permission/docs:edit")).containsEntry("name", "Edit documents");
        assertThat(get(Paperwise.BO, "/permission/docs:delete").toString())
                .contains("the user has no permission `docs:delete`");
        assertThat(members(data(Paperwise.ADA, "/roles"), "roles", "key")).containsExactly("owner", "admin");
        assertThat(data(Paperwise.DANA, "/roles"))
                .containsEntry("org_code", null)
                .containsEntry("roles", List.of());
    }

    @Test
    void tellsFlagsAndPublicPropertiesInItsOwnWords() {
        assertThat(JsonObject.objects(data(Paperwise.BO, "/feature_flags"), "feature_flags"))
                .contains(Map.of(
                        "id", "flag_max_docs",
                        "name", "Documents at most",
                        "key", "max_docs",
                        "type", "integer",
                        "value", 500))
                .anySatisfy(flag ->
                        assertThat(flag).containsEntry("key", "retention").containsEntry("type", "object"));
        assertThat(members(data(Paperwise.BO, "/properties"), "properties", "key"))
                .containsExactly("kp_usr_city", "clearance", "kp_org_industry", "data_region");
    }

    @Test
    void tellsEntitlementsOfThePlanThatCounts() {
        Map<String, @Nullable Object> trial = data(Paperwise.JUN, "/entitlements");
        assertThat(members(trial, "plans", "key")).containsExactly("pro");
        assertThat(members(trial, "entitlements", "feature_key")).containsExactly("docs", "seats", "audit");
        assertThat(JsonObject.object(data(Paperwise.JUN, "/entitlement/docs"), "entitlement"))
                .containsEntry("entitlement_limit_max", 500)
                .containsEntry("fixed_charge", 4_900);
        assertThat(data(Paperwise.JUN, "/entitlement?key=audit"))
                .extractingByKey("entitlement", MAP)
                .containsEntry("entitlement_limit_max", null);

        kinde.advanceClock(Duration.ofDays(1));

        Map<String, @Nullable Object> after = data(Paperwise.JUN, "/entitlements");
        assertThat(members(after, "plans", "key")).containsExactly("free");
        assertThat(members(after, "entitlements", "entitlement_limit_max")).containsExactly("25", "1");
    }

    @Test
    void listsComeInPages() {
        List<String> keys = new ArrayList<>();
        String after = "";
        int pages = 0;
        boolean more = true;
        while (more) {
            Map<String, @Nullable Object> page =
                    get(Paperwise.FARAH, "/permissions?page_size=250&starting_after=" + after);
            keys.addAll(members(JsonObject.object(page, "data"), "permissions", "key"));
            Map<String, @Nullable Object> metadata = JsonObject.object(page, "metadata");
            after = String.valueOf(metadata.get("next_page_starting_after"));
            more = Boolean.TRUE.equals(metadata.get("has_more"));
            pages++;
        }

        assertThat(pages).isEqualTo(3);
        assertThat(keys).hasSize(600).doesNotHaveDuplicates();
        kinde.account().pageSize(3);
        assertThat(data(Paperwise.FARAH, "/permissions"))
                .extractingByKey("permissions", LIST)
                .hasSize(3);
    }

    @Test
    void theBareDialectHasArraysWithoutKeys() {
        kinde.account().dialect(Dialect.BARE);

        Map<String, @Nullable Object> answer = get(Paperwise.BO, "/roles?limit=1");

        assertThat(JsonObject.objects(answer, "data"))
                .containsExactly(Map.of("id", "018ee9aa-f92b-83fc-1d40-000000000003", "name", "Editor"));
        assertThat(get(Paperwise.BO, "/current_organization"))
                .extractingByKey("data", MAP)
                .containsEntry("code", Paperwise.NORTHWIND);
        assertThat(JsonObject.objects(get(Paperwise.ADA, "/user_organizations"), "data"))
                .hasSize(2);
    }

    @Test
    void strippedTokensCanBeReplacedByTheApi() {
        String token = kinde.signIn(PersonSignIn.of("", Paperwise.STRIPPED, Paperwise.FARAH))
                .accessToken();

        Map<String, @Nullable Object> answer =
                browser.api(kinde.baseUri() + "/account_api/v1/permissions?page_size=1000", token);

        assertThat(JsonObject.object(answer, "data"))
                .extractingByKey("permissions", LIST)
                .hasSize(600);
    }

    @Test
    void hasuraTokensNameTheirOrganizationToo() {
        String token = kinde.signIn(PersonSignIn.of("", Paperwise.HASURA, Paperwise.HANA))
                .accessToken();

        assertThat(JsonObject.object(browser.api(kinde.baseUri() + "/account_api/v1/roles", token), "data"))
                .containsEntry("org_code", Paperwise.NORTHWIND);
    }

    @Test
    void tokensOfMachinesAndOfTheSuspendedAreRefused() {
        String machine = kinde.machineToken("", Paperwise.AGENT, List.of(Paperwise.API));
        String eve = kinde.accessToken(Paperwise.EVE);
        String roles = kinde.baseUri() + "/account_api/v1/roles";

        assertThat(browser.get(roles).statusCode()).isEqualTo(401);
        assertThat(browser.get(roles, "Authorization", "Bearer " + machine).statusCode())
                .isEqualTo(403);
        assertThat(browser.get(roles, "Authorization", "Bearer " + eve).statusCode())
                .isEqualTo(200);
        kinde.environment("").changeUser(Paperwise.EVE, user -> user.suspended(true));
        assertThat(browser.get(roles, "Authorization", "Bearer " + eve).statusCode())
                .isEqualTo(401);
    }

    @Test
    void thePortalHasALink() {
        assertThat(get(Paperwise.BO, "/portal_link?subnav=plan_details"))
                .containsEntry("url", kinde.baseUri() + "/portal/plan_details");
        assertThat(get(Paperwise.BO, "/portal_link?subnav=nowhere").toString()).contains("there is no page `nowhere`");
    }
}
