package dev.verdict.kinde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verdict.kinde.mapping.DeclaredType;
import dev.verdict.kinde.mapping.MappingRules;
import dev.verdict.kinde.mapping.ScopeRule;
import dev.verdict.kinde.token.Issuer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindeSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "paperwise.kinde.com, https://paperwise.kinde.com",
        "paperwise.eu.kinde.com, https://paperwise.eu.kinde.com",
        "' PaperWise.kinde.com/ ', https://paperwise.kinde.com",
        "https://account.example.com//, https://account.example.com",
        "HTTPS://account.example.com:8443/, https://account.example.com:8443",
        "https://id.example.com/tenant/, https://id.example.com/tenant",
        "http://localhost:9100, http://localhost:9100",
        "http://account.localhost:9100/, http://account.localhost:9100",
        "http://127.0.0.1:9100, http://127.0.0.1:9100",
        "http://[::1]:9100, http://[::1]:9100",
    })
    void domainsAreNormalised(String configured, String issuer) {
        assertThat(KindeSettings.forDomain(configured).build().issuers())
                .containsExactly(new Issuer(issuer, new Issuer.Keys.Discovered()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | the Kinde domain is empty; give one such as `example.kinde.com`
            ' / '                           | issuer `https:///` has no host
            http://paperwise.kinde.com      | issuer `http://paperwise.kinde.com` must use https; plain http is for loopback addresses and *.localhost only
            http://localhost.example.com    | issuer `http://localhost.example.com` must use https; plain http is for loopback addresses and *.localhost only
            http://127.0.0.1.example.com    | issuer `http://127.0.0.1.example.com` must use https; plain http is for loopback addresses and *.localhost only
            ftp://paperwise.kinde.com       | issuer `ftp://paperwise.kinde.com` must use https; plain http is for loopback addresses and *.localhost only
            https://user:pw@paperwise.com   | issuer `paperwise.com` must not have a user, a query or a fragment
            https://paperwise.kinde.com?x=1 | issuer `paperwise.kinde.com` must not have a user, a query or a fragment
            https://                        | `https://` is not a domain or the URL of an issuer
            a b                             | `a b` is not a domain or the URL of an issuer
            """)
    void wrongDomains(String configured, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KindeSettings.forDomain(configured))
                .withMessage(message);
    }

    @Test
    void onlyTheDomainIsRequired() {
        KindeSettings settings = KindeSettings.forDomain("paperwise.kinde.com").build();

        assertThat(settings.access().audience()).isEmpty();
        assertThat(settings.access().allowedClients()).isEmpty();
        assertThat(settings.access().leeway()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.access().maxTokenBytes()).isEqualTo(32_768);
        assertThat(settings.access().acceptIdToken()).isFalse();
        assertThat(settings.access().exposeActor()).isFalse();
        assertThat(settings.requireOrganization()).isFalse();
        assertThat(settings.foreignScopes()).isFalse();
        assertThat(settings.mapping()).isEqualTo(MappingRules.DEFAULT);
    }

    @Test
    void keysAreOfTheIssuerNamedLast() {
        KindeSettings settings = KindeSettings.forDomain("a.kinde.com")
                .domain("b.kinde.com")
                .keysAt(URI.create("https://keys.example/jwks"))
                .domain("c.kinde.com")
                .keys("{}")
                .build();

        assertThat(settings.issuers())
                .containsExactly(
                        Issuer.of("a.kinde.com"),
                        Issuer.of("b.kinde.com", new Issuer.Keys.Remote(URI.create("https://keys.example/jwks"))),
                        Issuer.of("c.kinde.com", new Issuer.Keys.Inline("{}")));
    }

    private static void refused(UnaryOperator<KindeSettings.Builder> change, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(KindeSettings.forDomain("paperwise.kinde.com"))
                        .build())
                .withMessage(message);
    }

    @Test
    void settingsThatMakeNoSense() {
        refused(
                s -> s.domain("https://paperwise.kinde.com/"),
                "the issuer `https://paperwise.kinde.com` is there twice");
        refused(s -> s.leeway(Duration.ofSeconds(61)), "the leeway must be between 0 and 60 seconds, not PT1M1S");
        refused(s -> s.leeway(Duration.ofSeconds(-1)), "the leeway must be between 0 and 60 seconds, not PT-1S");
        refused(s -> s.maxTokenBytes(0), "the largest token must be between 256 and 16777216 bytes, not 0");
        refused(s -> s.audience(""), "an audience or allowed client must not be empty");
        refused(s -> s.userRoles(), "the base roles of users must be at least one");
        refused(s -> s.clientRoles("a*"), "the base role `a*` is empty or has one of the characters ! * ? [ ] { }");
        refused(s -> s.promote("kinde", "claims.x"), "an attribute cannot be promoted to `kinde`");
        refused(s -> s.promote("x", ""), "the attribute `x` is promoted from nowhere");
        refused(
                s -> s.flag("x", DeclaredType.BOOLEAN, "yes"),
                "the default of a declared key is not of its type BOOLEAN");
        refused(
                s -> s.keysAt(URI.create("http://keys.example/jwks")),
                "JWKS URL `http://keys.example/jwks` must use https; plain http is for loopback addresses and"
                        + " *.localhost only");
    }

    @ParameterizedTest
    @CsvSource({
        "none, ''",
        "orgCode, {orgCode}",
        "externalId, {externalId}",
        "hash, {hash}",
        "template:tenants.{orgCode}, tenants.{orgCode}",
        "template:{hash}.eu, {hash}.eu",
    })
    void scopeModes(String text, String template) {
        assertThat(ScopeRule.parse(text)).isEqualTo(new ScopeRule(template));
    }

    @ParameterizedTest
    @CsvSource({
        "template:tenants",
        "template:tenants.x{orgCode}",
        "template:tenants..{orgCode}",
        "template:{orgCode}.{hash}",
        "template:{orgCode}.{orgCode}",
        "template:a b.{orgCode}",
        "template:_a.{orgCode}",
        "template:tenants.{org}",
    })
    void wrongTemplates(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScopeRule.parse(text))
                .withMessage(
                        "the scope template `%s` must be a scope of which {orgCode}, {externalId} or {hash} is one"
                                + " segment",
                        text.substring("template:".length()));
    }

    @Test
    void unknownScopeMode() {
        for (String text : List.of("", "orgcode", "template:")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ScopeRule.parse(text))
                    .withMessage(
                            "the scope mode `%s` is not known; use none, orgCode, externalId, hash or"
                                    + " template:tenants.{orgCode}",
                            text);
        }
    }

    @Test
    void theVariablesOfTheSdks() {
        KindeSettings settings = KindeSettings.fromEnvironment(Map.of(
                "KINDE_DOMAIN", "paperwise.kinde.com",
                "KINDE_ISSUER_URL", "https://paperwise.kinde.com/",
                "KINDE_AUDIENCE", "https://a.example, https://b.example https://c.example",
                "KINDE_CLIENT_ID", "not looked at",
                "KINDE_ALLOWED_CLIENTS", "one,two"));

        assertThat(settings.issuers()).containsExactly(Issuer.of("paperwise.kinde.com"));
        assertThat(settings.access().audience())
                .isEqualTo(Set.of("https://a.example", "https://b.example", "https://c.example"));
        assertThat(settings.access().allowedClients()).isEqualTo(Set.of("one", "two"));
        assertThat(KindeSettings.fromEnvironment(Map.of("KINDE_HOST", "paperwise.kinde.com"))
                        .issuers())
                .isEqualTo(settings.issuers());
    }

    @Test
    void variablesThatAreMissingOrDiffer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KindeSettings.fromEnvironment(Map.of("KINDE_DOMAIN", " ")))
                .withMessage("set KINDE_DOMAIN to your Kinde domain, such as `example.kinde.com`");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KindeSettings.fromEnvironment(
                        Map.of("KINDE_DOMAIN", "a.kinde.com", "KINDE_HOST", "b.kinde.com")))
                .withMessage("the variables KINDE_ISSUER_URL, KINDE_DOMAIN and KINDE_HOST name different domains,"
                        + " `https://a.kinde.com` and `https://b.kinde.com`");
    }
}
