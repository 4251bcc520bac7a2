package dev.verdict.kinde.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.OnFailure;
import dev.verdict.kinde.enrich.EnrichmentSettings.Rule;
import dev.verdict.kinde.enrich.EnrichmentSettings.When;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrichmentSettingsTest {
    record Wrong(UnaryOperator<EnrichmentSettings.Builder> change, String message) {
        @Override
        public String toString() {
            return message;
        }
    }

    static List<Wrong> wrong() {
        return List.of(
                new Wrong(b -> b.budget(Duration.ZERO), "`budget` must be from PT0.001S to PT10S, not PT0S"),
                new Wrong(b -> b.budget(Duration.ofMinutes(1)), "`budget` must be from PT0.001S to PT10S, not PT1M"),
                new Wrong(b -> b.ttl(Duration.ZERO), "`ttl` must be from PT0.001S to PT24H, not PT0S"),
                new Wrong(b -> b.staleFor(Duration.ofDays(2)), "`staleFor` must be from PT0S to PT24H, not PT48H"),
                new Wrong(
                        b -> b.claim(Claim.ENTITLEMENTS, When.ALWAYS, From.MANAGEMENT_API),
                        "`entitlements` is to be read from the Management API, which needs `management` credentials"),
                new Wrong(
                        b -> b.issuer("http://paperwise.kinde.com"),
                        "the issuer must be an https URL, not `http://paperwise.kinde.com`"),
                new Wrong(
                        b -> b.issuer("paperwise.kinde.com"),
                        "the issuer must be a URL with a host, not `paperwise.kinde.com`"),
                new Wrong(
                        b -> b.host(URI.create("http://localhost.example.com")),
                        "the host must be an https URL, not `http://localhost.example.com`"),
                new Wrong(
                        b -> b.host(URI.create("file:/etc/passwd")),
                        "the host must be a URL with a host, not `file:/etc/passwd`"),
                new Wrong(
                        b -> b.management("http://paperwise.kinde.com", "id", "secret"),
                        "the host of the Management API must be an https URL, not `http://paperwise.kinde.com`"),
                new Wrong(
                        b -> b.management("https://paperwise.kinde.com", "", "secret"), "`clientId` must not be empty"),
                new Wrong(
                        b -> b.management("https://paperwise.kinde.com", "id", ""),
                        "`clientSecret` must not be empty"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void settingsThatCannotBeMeantAreRefused(Wrong wrong) {
        assertThatThrownBy(() -> wrong.change()
                        .apply(EnrichmentSettings.builder("https://a.kinde.com"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(wrong.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:1", "http://account.localhost", "http://127.0.0.1:8080", "http://[::1]:1"})
    void loopbackHostsNeedNoTls(String host) {
        assertThat(EnrichmentSettings.builder(host).build().issuers()).containsExactly(host);
    }

    @Test
    void theUsualSettingsReadNothingAndDeny() {
        EnrichmentSettings usual =
                EnrichmentSettings.builder("https://a.kinde.com").build();

        for (Claim claim : Claim.values()) {
            assertThat(usual.rule(claim)).isEqualTo(new Rule(When.NEVER, From.ACCOUNT_API));
        }
        assertThat(usual.budget()).isEqualTo(Duration.ofMillis(50));
        assertThat(usual.ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(usual.onFailure()).isEqualTo(OnFailure.DENY);
    }

    @Test
    void aSlashAtTheEndOfAnIssuerDoesNotCount() {
        assertThat(EnrichmentSettings.builder("https://a.kinde.com/")
                        .issuer("https://account.example.com")
                        .build()
                        .issuers())
                .containsExactly("https://a.kinde.com", "https://account.example.com");
    }

    @Test
    void theUsualAudienceIsTheApiOfTheHost() {
        EnrichmentSettings settings = EnrichmentSettings.builder("https://account.example.com")
                .management("https://paperwise.kinde.com", "id", "secret")
                .build();

        assertThat(Objects.requireNonNull(settings.management()).audience())
                .isEqualTo("https://paperwise.kinde.com/api");
    }
}
