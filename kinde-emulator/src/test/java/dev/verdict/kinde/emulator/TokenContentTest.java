package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.verdict.kinde.emulator.control.PersonSignIn;
import dev.verdict.kinde.emulator.junit.KindeEmulatorExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the tokens of the personas. */
@ExtendWith(KindeEmulatorExtension.class)
class TokenContentTest {
    private final KindeEmulator kinde;

    TokenContentTest(KindeEmulator kinde) {
        this.kinde = kinde;
    }

    private Map<String, @Nullable Object> access(String client, String user) {
        return KindeEmulator.claimsOf(
                kinde.signIn(PersonSignIn.of("", client, user)).accessToken());
    }

    @Test
    void farahsTokenIsLarge() {
        Map<String, @Nullable Object> claims = access(Paperwise.WEB, Paperwise.FARAH);
        String idToken = String.valueOf(kinde.signIn(PersonSignIn.of("", Paperwise.WEB, Paperwise.FARAH))
                .idToken());

        assertThat(claims).extractingByKey("permissions", LIST).hasSize(600).doesNotHaveDuplicates();
        assertThat(claims).extractingByKey("feature_flags", MAP).hasSize(80);
        assertThat(KindeEmulator.claimsOf(idToken))
                .extractingByKey("org_codes", LIST)
                .hasSize(40);
        assertThat(access(Paperwise.STRIPPED, Paperwise.FARAH))
                .doesNotContainKeys("permissions", "feature_flags")
                .containsKey("org_code");
    }

    @Test
    void hasuraNamesTakeThePlaceOfThePlainOnes() {
        Map<String, @Nullable Object> claims = access(Paperwise.HASURA, Paperwise.HANA);

        assertThat(claims)
                .containsEntry("x-hasura-org-code", Paperwise.NORTHWIND)
                .containsEntry("x-hasura-org-name", "Northwind Legal")
                .containsKeys(
                        "x-hasura-permissions",
                        "x-hasura-roles",
                        "x-hasura-feature-flags",
                        "x-hasura-user_properties",
                        "x-hasura-organization_properties",
                        "email")
                .doesNotContainKeys("org_code", "permissions", "roles", "feature_flags", "user_properties");
    }

    @Test
    void aTrialEndsWithTheClock() {
        assertThat(access(Paperwise.WEB, Paperwise.JUN))
                .containsEntry("has_trial_period", true)
                .containsKey("trial_expires_on");

        kinde.advanceClock(Duration.ofDays(1));

        assertThat(access(Paperwise.WEB, Paperwise.JUN))
                .containsEntry("has_trial_period", false)
                .doesNotContainKey("trial_expires_on");
        assertThat(access(Paperwise.WEB, Paperwise.BO)).doesNotContainKey("has_trial_period");
    }

    @ParameterizedTest
    @CsvSource({
        // whom, where, flag, value: the last of business, environment, organization and person wins
        "2, org_5d1f0c2b9a11, max_docs, 500",
        "1, org_77aa12ce04b2, max_docs, 25",
        "1, org_77aa12ce04b2, legal-hold, true",
        "1, org_5d1f0c2b9a11, legal-hold, false",
        "1, org_77aa12ce04b2, export_formats, pdf",
        "1, org_77aa12ce04b2, retention, '{days=3650, hold=true}'",
        "9, org_c0ffee000001, ai_summaries, true",
    })
    void flagsAreOverridden(int person, String organization, String flag, String value) {
        PersonSignIn signIn = PersonSignIn.of("", Paperwise.WEB, "kp_5f2a000000000000000000000000000" + person)
                .to(organization);

        assertThat(KindeEmulator.claimsOf(kinde.signIn(signIn).accessToken()))
                .extractingByKey("feature_flags", MAP)
                .extractingByKey(flag, MAP)
                .extractingByKey("v")
                .hasToString(value);
    }

    @Test
    void privatePropertiesNeverReachTokens() {
        assertThat(access(Paperwise.WEB, Paperwise.BO))
                .extractingByKey("user_properties", MAP)
                .containsOnlyKeys("kp_usr_city", "clearance");
    }

    @Test
    void machinesHaveNoSubjectAndOnlyTheirOwnOrganization() {
        Map<String, @Nullable Object> global =
                KindeEmulator.claimsOf(kinde.machineToken("", Paperwise.INDEXER, List.of(Paperwise.API)));
        Map<String, @Nullable Object> scoped =
                KindeEmulator.claimsOf(kinde.machineToken("", Paperwise.AGENT, List.of(Paperwise.API)));

        assertThat(global)
                .containsEntry("gty", List.of("client_credentials"))
                .containsEntry("scope", "read:docs write:index")
                .containsEntry("v", "2")
                .doesNotContainKeys("sub", "org_code", "feature_flags");
        assertThat(scoped)
                .containsEntry("org_code", Paperwise.NORTHWIND)
                .containsEntry("application_properties", Map.of("tier", Map.of("v", "pro")))
                // of the environment, though Northwind has 500
                .extractingByKey("feature_flags", MAP)
                .containsEntry("max_docs", Map.of("t", "i", "v", 25))
                .containsEntry("agent-v2", Map.of("t", "b", "v", true));
    }

    @ParameterizedTest
    @CsvSource({
        "a1b8d0c54e7f4f0c8f1f6a2d3c4b5a69, wrong, https://api.paperwise.example, '', invalid_client",
        "a1b8d0c54e7f4f0c8f1f6a2d3c4b5a69, svcIndexerSecretForTestsOnly000000000000005, https://other.example, '', unauthorized_client",
        "a1b8d0c54e7f4f0c8f1f6a2d3c4b5a69, svcIndexerSecretForTestsOnly000000000000005, https://api.paperwise.example, write:docs, invalid_scope",
        "dee7f3c57b3c47e8b96edde2c7ecab7d, paperwiseWebSecretForTestsOnly0000000000001, https://api.paperwise.example, '', unauthorized_client",
    })
    void machinesGetNoMoreThanTheyAreGranted(
            String client, String secret, String audience, String scope, String error) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type", "client_credentials",
                "client_id", client,
                "client_secret", secret,
                "audience", audience));
        if (!scope.isEmpty()) {
            form.put("scope", scope);
        }
        try (var browser = new Browser()) {
            HttpResponse<String> response = browser.form(kinde.baseUri() + "/oauth2/token", form);

            assertThat(response.statusCode()).isEqualTo(error.equals("invalid_client") ? 401 : 400);
            assertThat(Browser.json(response)).containsEntry("error", error);
        }
    }

    @Test
    void claimsStayAsTheyWereUntilSomethingAboutThePersonChanges() {
        access(Paperwise.WEB, Paperwise.BO);
        var environment = kinde.environment("");
        String editor = environment.directory().role("editor").orElseThrow().id();
        environment.changeRole(editor, role -> role.withPermissions(List.of("docs:read", "docs:publish")));
        environment.changeOrganizationFlags(Paperwise.NORTHWIND, old -> old.withFlags(Map.of("max_docs", 7L)));

        assertThat(access(Paperwise.WEB, Paperwise.BO))
                .containsEntry("permissions", List.of("docs:read", "docs:create", "docs:edit", "docs:share"))
                .extractingByKey("feature_flags", MAP)
                .containsEntry("max_docs", Map.of("t", "i", "v", 500));

        environment.identities().drop(Paperwise.BO);

        assertThat(access(Paperwise.WEB, Paperwise.BO))
                .containsEntry("permissions", List.of("docs:read", "docs:publish"))
                .extractingByKey("feature_flags", MAP)
                .containsEntry("max_docs", Map.of("t", "i", "v", 7));
    }

    @Test
    void everyRunHasTheSameKeysAndIds() throws Exception {
        String first =
                kinde.signIn(PersonSignIn.of("", Paperwise.WEB, Paperwise.BO)).refreshToken()
                        + kinde.keys("").ids();
        try (KindeEmulator other = KindeEmulator.start(EmulatorOptions.DEFAULT)) {
            String second = other.signIn(PersonSignIn.of("", Paperwise.WEB, Paperwise.BO))
                            .refreshToken()
                    + other.keys("").ids();

            assertThat(second).isEqualTo(first);
            assertThat(other.keys("").signing().jwk())
                    .isEqualTo(kinde.keys("").signing().jwk());
        }
    }
}
