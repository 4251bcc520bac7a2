package dev.verdict.kinde.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.KindeStub;
import dev.verdict.kinde.enrich.EnrichmentResult.Enriched;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.When;
import dev.verdict.kinde.identity.Identity;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read again after a drop, for one user in two organizations and another one beside them. */
class EnrichmentDropTest {
    private final KindeStub kinde = new KindeStub().withTokens();
    private final Enrichment enrichment = Enrichment.start(settings(), new HandTime(Duration.ofMillis(50)).timing());

    private EnrichmentSettings settings() {
        EnrichmentSettings.Builder settings = EnrichmentSettings.builder(People.ISSUER)
                .management(People.ISSUER, "client", "secret")
                .host(kinde.url());
        for (Claim claim : List.of(
                Claim.PERMISSIONS, Claim.ROLES, Claim.ENTITLEMENTS, Claim.ORGANIZATION_CODES, Claim.ORGANIZATION)) {
            settings.claim(claim, When.ALWAYS, From.MANAGEMENT_API);
        }
        return settings.build();
    }

    @BeforeEach
    void serve() {
        for (String user : List.of("kp_1", "kp_2")) {
            kinde.on(
                    "/api/v1/user?id=" + user + "&expand=organizations,billing",
                    "{\"id\":\"" + user + "\",\"organizations\":[\"org_1\""
                            + (user.equals("kp_1") ? ",\"org_2\"]" : "]") + "}");
            for (String organization : List.of("org_1", "org_2")) {
                String member = "/api/v1/organizations/" + organization + "/users/" + user;
                kinde.on(member + "/permissions", "{\"permissions\":[]}").on(member + "/roles", "{\"roles\":[]}");
            }
        }
        for (String number : List.of("1", "2")) {
            kinde.on(
                    "/api/v1/organization?code=org_" + number + "&expand=billing",
                    "{\"code\":\"org_" + number + "\",\"is_suspended\":false,\"billing\":{\"billing_customer_id\":"
                            + "\"customer_" + number + "\"}}");
        }
        kinde.on("/api/v1/billing/entitlements", "{\"entitlements\":[]}");
    }

    @AfterEach
    void close() {
        enrichment.close();
        kinde.close();
    }

    private void readAll() throws Exception {
        for (Identity identity : List.of(
                People.stripped("kp_1", "org_1"), People.stripped("kp_1", "org_2"), People.stripped("kp_2", "org_1"))) {
            EnrichmentResult result =
                    enrichment.enrich(identity, "t").toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(result).isInstanceOf(Enriched.class);
        }
    }

    record Drop(String what, Consumer<Enrichment> how, List<String> readAgain) {
        @Override
        public String toString() {
            return what;
        }
    }

    static List<Drop> drops() {
        return List.of(
                new Drop("nothing", e -> {}, List.of()),
                new Drop("a user nothing is known of", e -> e.dropUser("kp_9"), List.of()),
                new Drop(
                        "a user",
                        e -> e.dropUser("kp_2"),
                        List.of(
                                "billing/entitlements customer_1",
                                "organization org_1",
                                "organizations/org_1/users/kp_2/permissions",
                                "organizations/org_1/users/kp_2/roles",
                                "user kp_2")),
                new Drop(
                        "an organization",
                        e -> e.dropOrganization("org_2"),
                        List.of(
                                "billing/entitlements customer_2",
                                "organization org_2",
                                "organizations/org_2/users/kp_1/permissions",
                                "organizations/org_2/users/kp_1/roles",
                                "user kp_1")),
                new Drop(
                        "roles and permissions",
                        Enrichment::dropRolesAndPermissions,
                        List.of(
                                "organizations/org_1/users/kp_1/permissions",
                                "organizations/org_1/users/kp_1/roles",
                                "organizations/org_1/users/kp_2/permissions",
                                "organizations/org_1/users/kp_2/roles",
                                "organizations/org_2/users/kp_1/permissions",
                                "organizations/org_2/users/kp_1/roles")),
                new Drop(
                        "entitlements of a customer",
                        e -> e.dropEntitlements("customer_2"),
                        List.of("billing/entitlements customer_2", "organization org_2")),
                new Drop(
                        "entitlements of an organization",
                        e -> e.dropEntitlements("org_2"),
                        List.of("billing/entitlements customer_2", "organization org_2")),
                new Drop("entitlements of a stranger", e -> e.dropEntitlements("customer_9"), List.of()),
                new Drop(
                        "all entitlements",
                        Enrichment::dropEntitlements,
                        List.of(
                                "billing/entitlements customer_1",
                                "billing/entitlements customer_2",
                                "organization org_1",
                                "organization org_2")));
    }

    @ParameterizedTest
    @MethodSource("drops")
    void whatIsReadAgainAfterADrop(Drop drop) throws Exception {
        readAll();
        int before = kinde.asked().size();

        drop.how().accept(enrichment);
        readAll();

        TreeSet<String> again = new TreeSet<>();
        for (String target : kinde.asked().subList(before, kinde.asked().size())) {
            again.add(brief(target));
        }
        assertThat(again).containsExactlyElementsOf(drop.readAgain());
    }

    /** The path, and the parameter that says who is meant. */
    private static String brief(String target) {
        String path = target.substring("/api/v1/".length(), target.indexOf('?'));
        String query = target.substring(target.indexOf('?') + 1);
        String first = query.contains("&") ? query.substring(0, query.indexOf('&')) : query;
        return path.startsWith("organizations/") ? path : path + " " + first.substring(first.indexOf('=') + 1);
    }

    @Test
    void entitlementsOfUnknownCustomersAreDroppedWithThoseOfAnyone() throws Exception {
        kinde.on("/account_api/v1/entitlements", "{\"data\":{\"entitlements\":[]}}");
        EnrichmentSettings settings = EnrichmentSettings.builder(People.ISSUER)
                .host(kinde.url())
                .claim(Claim.ENTITLEMENTS, When.ALWAYS, From.ACCOUNT_API)
                .build();
        try (Enrichment account = Enrichment.start(settings, new HandTime(Duration.ofMillis(50)).timing())) {
            for (int i = 0; i < 2; i++) {
                account.enrich(People.stripped("kp_1", "org_1"), "t")
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
                account.dropEntitlements("customer_9");
            }
        }
        assertThat(kinde.count("/account_api/v1/entitlements")).isEqualTo(2);
    }

    @Test
    void anOrganizationIsReadAnewOnDemand() throws Exception {
        readAll();
        int before = kinde.asked().size();

        var facts = enrichment.organization("org_1").toCompletableFuture().get(30, TimeUnit.SECONDS);

        assertThat(facts).hasValueSatisfying(f -> assertThat(f.suspended()).isFalse());
        assertThat(kinde.asked()).hasSize(before + 1);
        assertThat(enrichment.organization("org_9").toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isEmpty();
    }
}
