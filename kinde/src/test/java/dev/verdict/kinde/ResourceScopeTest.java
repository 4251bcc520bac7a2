package dev.verdict.kinde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.kinde.fixtures.FakeClock;
import dev.verdict.kinde.fixtures.FixtureFile;
import dev.verdict.kinde.fixtures.FixtureSettings;
import dev.verdict.kinde.fixtures.TokenFixture;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Organization;
import dev.verdict.kinde.mapping.ScopeRule;
import dev.verdict.kinde.token.TokenProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceScopeTest {
    private static final Identity SOMEBODY = somebody();

    private static Identity somebody() {
        FakeClock clock = new FakeClock();
        try (var tokens = new KindeTokens(FixtureSettings.of(Map.of()), clock)) {
            String token = FixtureFile.named("hostile.yaml").good("user").token(clock.instant());
            KindeResult result = tokens.verify(token).toCompletableFuture().join();
            return ((KindeResult.Verified) result).principal().identity();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            none                       | org_a | null | acme       | acme
            none                       | org_a | null | ''         | ''
            orgCode                    | org_a | null | ''         | org_a
            orgCode                    | org_a | null | org_a      | org_a
            orgCode                    | org_a | null | org_a.x    | org_a.x
            orgCode                    | org_a | null | org_ab     | scope_mismatch
            orgCode                    | org_a | null | org_b      | scope_mismatch
            orgCode                    | org_a | null | .          | scope_mismatch
            orgCode                    | ''    | null | ''         | ''
            orgCode                    | ''    | null | org_b      | scope_mismatch
            orgCode                    | a:b   | null | ''         | scope_not_allowed
            orgCode                    | a.b   | null | ''         | scope_not_allowed
            orgCode                    | -a    | null | ''         | scope_not_allowed
            externalId                 | org_a | nw   | ''         | nw
            externalId                 | org_a | a/b  | ''         | scope_not_allowed
            externalId                 | org_a | null | nw         | scope_not_allowed
            externalId                 | org_a | null | ''         | scope_not_allowed
            template:tenants.{orgCode} | org_a | null | ''         | tenants.org_a
            template:tenants.{orgCode} | org_a | null | tenants    | scope_mismatch
            template:tenants.{orgCode} | _a    | null | ''         | tenants._a
            """)
    void ofARequest(String mode, String orgCode, @Nullable String externalId, String given, String expected) {
        KindeSettings settings = KindeSettings.forDomain(FixtureSettings.ISSUER)
                .scope(ScopeRule.parse(mode))
                .build();
        var organization = new Organization(orgCode, null, externalId, List.of());
        KindePrincipal principal = KindePrincipal.from(SOMEBODY.withOrganization(organization), AuxData.NONE, settings);

        assertThat(outcome(principal.scopeFor(given))).isEqualTo(expected);
    }

    private static String outcome(ResourceScope scope) {
        return switch (scope) {
            case ResourceScope.Use use -> use.scope();
            case ResourceScope.Refused refused -> refused.problem().code();
        };
    }

    /** What the organization's external id is may come from elsewhere than the token, so the token alone is good. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            null       | the organization's external id is not known, so there is no scope for it
            fjord/no:1 | the organization's external id cannot be a segment of a scope
            acme.eu    | the organization's external id cannot be a segment of a scope
            """)
    void aTokenWithoutAUsableExternalIdIsGoodUntilAScopeIsAskedFor(@Nullable String externalId, String reason) {
        FakeClock clock = new FakeClock();
        TokenFixture fixture = FixtureFile.named("hostile.yaml").good("user");
        String token = (externalId == null ? fixture : fixture.with("claims", Map.of("external_org_id", externalId)))
                .token(clock.instant());
        try (var tokens = new KindeTokens(FixtureSettings.of(Map.of("scope", "externalId")), clock)) {
            KindeResult result = tokens.verify(token).toCompletableFuture().join();
            assertThat(result).isInstanceOf(KindeResult.Verified.class);
            KindePrincipal principal = ((KindeResult.Verified) result).principal();

            assertThat(principal.resourceScope()).isNull();
            assertThat(principal.scopeFor(""))
                    .isEqualTo(new ResourceScope.Refused(TokenProblem.SCOPE_NOT_ALLOWED, reason));

            Organization known = new Organization("org_5d1f0c2b9a11", null, "nw-legal", List.of());
            KindePrincipal enriched = principal.with(principal.identity().withOrganization(known));
            assertThat(enriched.resourceScope()).isEqualTo("nw-legal");
            assertThat(enriched.scopeFor("")).isEqualTo(new ResourceScope.Use("nw-legal"));
        }
    }

    @Test
    void foreignScopesIfTheSettingsSaySo() {
        KindeSettings settings = KindeSettings.forDomain(FixtureSettings.ISSUER)
                .scope(ScopeRule.ORG_CODE)
                .foreignScopes()
                .build();
        KindePrincipal principal = KindePrincipal.from(SOMEBODY, AuxData.NONE, settings);

        assertThat(outcome(principal.scopeFor("public"))).isEqualTo("public");
        assertThat(outcome(principal.scopeFor(""))).isEqualTo("org_5d1f0c2b9a11");
    }
}
