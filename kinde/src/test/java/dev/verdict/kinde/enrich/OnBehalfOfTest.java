package dev.verdict.kinde.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.KindeStub;
import dev.verdict.kinde.enrich.EnrichmentResult.Denied;
import dev.verdict.kinde.enrich.EnrichmentResult.Denied.Cause;
import dev.verdict.kinde.enrich.EnrichmentResult.Enriched;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Provenance;
import dev.verdict.kinde.identity.Role;
import dev.verdict.kinde.identity.Sourced;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnBehalfOfTest {
    private static final Identity ADA = People.complete("kp_1", "org_1");

    private final KindeStub kinde = new KindeStub()
            .withTokens()
            .on("/api/v1/user", "{\"id\":\"kp_1\",\"organizations\":[\"org_1\",\"org_2\"]}")
            .on("/api/v1/organization", "{\"code\":\"org_2\",\"name\":\"Two\",\"external_id\":\"two\"}")
            .on("/api/v1/organizations/org_2/users/kp_1/permissions", "{\"permissions\":[{\"key\":\"docs:read\"}]}")
            .on("/api/v1/organizations/org_2/users/kp_1/roles", "{\"roles\":[{\"key\":\"viewer\"}]}");

    @AfterEach
    void close() {
        kinde.close();
    }

    private EnrichmentResult act(Identity identity, String organization, boolean credentials) throws Exception {
        EnrichmentSettings.Builder settings =
                EnrichmentSettings.builder(People.ISSUER).host(kinde.url());
        if (credentials) {
            settings.management(People.ISSUER, "client", "secret");
        }
        try (Enrichment enrichment = Enrichment.start(settings.build(), new HandTime(Duration.ofMillis(50)).timing())) {
            return enrichment
                    .onBehalfOf(identity, "user-token", organization)
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aMemberActsWithTheRightsOfTheOtherOrganizationOnly() throws Exception {
        EnrichmentResult result = act(ADA, "org_2", true);

        assertThat(result).isInstanceOf(Enriched.class);
        Identity acting = ((Enriched) result).identity();
        assertThat(acting.organization())
                .hasToString("Organization[code=org_2, name=Two, externalId=two, codes=[org_1, org_2]]");
        assertThat(acting.permissions()).isEqualTo(new Sourced<>(List.of("docs:read"), Provenance.MANAGEMENT_API));
        assertThat(acting.roles()).isEqualTo(new Sourced<>(List.of(Role.ofKey("viewer")), Provenance.MANAGEMENT_API));
        assertThat(acting.flags().isAbsent()).isTrue();
        assertThat(acting.billing().isAbsent()).isTrue();
        assertThat(acting.properties().value().organization()).isEmpty();
        assertThat(acting.properties().value().user())
                .isEqualTo(ADA.properties().value().user());
    }

    @Test
    void aStrangerIsDeniedWhateverTheTokenSaysOfItsMemberships() throws Exception {
        assertThat(act(ADA, "org_other", true))
                .isEqualTo(new Denied(Cause.NOT_ALLOWED, "the user is not a member of the other organization"));
        assertThat(kinde.asked()).containsExactly("/api/v1/user?id=kp_1&expand=organizations,billing");
    }

    @Test
    void whatCannotBeReadIsDenied() throws Exception {
        kinde.on("/api/v1/organizations/org_2/users/kp_1/roles", 404);

        assertThat(act(ADA, "org_2", true))
                .isEqualTo(new Denied(Cause.UNAVAILABLE, "no roles from the Management API: HTTP status 404"));
    }

    @Test
    void aSuspendedOrganizationIsDenied() throws Exception {
        kinde.on("/api/v1/organization", "{\"code\":\"org_2\",\"is_suspended\":true}");

        assertThat(act(ADA, "org_2", true)).isEqualTo(new Denied(Cause.SUSPENDED, "organization `org_2` is suspended"));
    }

    @Test
    void onlyUsersWithCredentialsBehindThemCan() throws Exception {
        assertThat(act(ADA, "org_2", false))
                .isEqualTo(new Denied(
                        Cause.NOT_ALLOWED, "acting for another organization needs `management` credentials"));
        assertThat(act(People.machine("b2", "org_1"), "org_2", true))
                .isEqualTo(new Denied(Cause.NOT_ALLOWED, "only users can act for another organization"));
        assertThat(act(ADA, "", true)).isEqualTo(new Denied(Cause.NOT_ALLOWED, "the other organization has no code"));
        assertThat(kinde.requests()).isEmpty();
    }
}
