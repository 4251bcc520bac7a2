package dev.verdict.kinde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.fixtures.FakeClock;
import dev.verdict.kinde.fixtures.FixtureFile;
import dev.verdict.kinde.fixtures.FixtureSettings;
import dev.verdict.kinde.fixtures.TokenFixture;
import dev.verdict.kinde.identity.Organization;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MappingTest {
    private final FakeClock clock = new FakeClock();

    static List<TokenFixture> tokens() {
        return FixtureFile.named("mapping.yaml").tokens();
    }

    private KindePrincipal principal(TokenFixture token) {
        try (var tokens = new KindeTokens(FixtureSettings.of(token.field("settings")), clock)) {
            KindeResult result = tokens.verify(token.token(clock.instant()), token.idToken(clock.instant()))
                    .toCompletableFuture()
                    .join();
            assertThat(result).isInstanceOf(KindeResult.Verified.class);
            return ((KindeResult.Verified) result).principal();
        }
    }

    private static Attributes object(@Nullable Object yaml) {
        return (Attributes) Objects.requireNonNull(Attributes.normalise(yaml == null ? Map.of() : yaml));
    }

    private static Set<String> names(@Nullable Object yaml) {
        Set<String> names = new HashSet<>();
        if (yaml instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void isWhatTheFileSays(TokenFixture token) {
        KindePrincipal principal = principal(token);

        Attributes kinde = principal.attributes();
        object(token.field("kinde"))
                .forEach((name, value) -> assertThat(kinde.get(name)).as(name).isEqualTo(value));
        names(token.field("absent")).forEach(name -> assertThat(kinde).doesNotContainKey(name));
        if (token.field("whole") != null) {
            assertThat(kinde.keySet()).isEqualTo(object(token.field("kinde")).keySet());
        }
        checkPrincipal(token, principal);
        checkWarnings(token, principal.warnings());
    }

    private static void checkPrincipal(TokenFixture token, KindePrincipal principal) {
        assertThat(principal.id()).isEqualTo(token.text("id", principal.id()));
        assertThat(principal.roles()).isEqualTo(Objects.requireNonNullElse(token.field("roles"), principal.roles()));
        assertThat(principal.principal().id()).isEqualTo(principal.id());
        assertThat(principal.principal().roles()).isEqualTo(principal.roles());
        Attributes attributes = principal.principal().attr();
        assertThat(attributes.get("kinde")).isEqualTo(principal.attributes());
        if (token.field("attr") != null) {
            Attributes expected =
                    Attributes.builder().put("kinde", principal.attributes()).build();
            assertThat(attributes).isEqualTo(merged(expected, object(token.field("attr"))));
        }
        AuxData auxData = principal.auxData();
        Attributes jwt =
                token.field("idClaims") == null ? auxData.jwt() : auxData.jwts().get("access");
        assertThat(jwt).isNotNull().containsAllEntriesOf(object(token.field("jwt")));
        if (token.field("scope") != null) {
            assertThat(String.valueOf(Objects.requireNonNullElse(principal.resourceScope(), "none")))
                    .isEqualTo(token.text("scope", ""));
        }
    }

    private static Attributes merged(Attributes first, Attributes second) {
        Attributes.Builder all = Attributes.builder();
        first.forEach(all::put);
        second.forEach(all::put);
        return all.build();
    }

    private static void checkWarnings(TokenFixture token, List<String> warnings) {
        if (token.field("lastWarning") != null) {
            assertThat(warnings).hasSize(21).last().isEqualTo(token.field("lastWarning"));
        } else {
            assertThat(warnings).isEqualTo(Objects.requireNonNullElse(token.field("warnings"), List.of()));
        }
    }

    @Test
    void namesAreUnique() {
        assertThat(tokens()).extracting(TokenFixture::name).doesNotHaveDuplicates();
    }

    @Test
    void whatIsVerifiedIsNotReplacedByWhatTheApplicationSays() {
        TokenFixture token = FixtureFile.named("mapping.yaml")
                .good("user")
                .with("claims", Map.of("dept", "legal"))
                .with("settings", Map.of("promote", Map.of("department", "claims.dept", "region", "claims.region")));
        KindePrincipal principal = principal(token);
        Attributes more = Attributes.copyOf(
                Map.of("kinde", Map.of("orgCode", "org_other"), "department", "sales", "region", "us", "floor", 3));

        Attributes seen = principal.principal(more).attr();

        assertThat(seen.get("kinde")).isEqualTo(principal.attributes());
        assertThat(seen.get("department")).isEqualTo("legal");
        assertThat(seen).doesNotContainKey("region");
        assertThat(seen.get("floor")).isEqualTo(3.0);
    }

    @Test
    void anEnrichedIdentityIsMappedAgain() {
        KindePrincipal principal = principal(FixtureFile.named("mapping.yaml").good("user"));
        var organization = new Organization("org_a", null, null, List.of("org_a"));

        KindePrincipal enriched = principal.with(principal.identity().withOrganization(organization));

        assertThat(enriched.attributes().get("orgCode")).isEqualTo("org_a");
        assertThat(enriched.auxData()).isEqualTo(principal.auxData());
        assertThat(enriched).hasToString("KindePrincipal[kp_5f2a0000000000000000000000000001]");
    }
}
