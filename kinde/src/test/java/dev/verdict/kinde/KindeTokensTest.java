package dev.verdict.kinde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.fixtures.FakeClock;
import dev.verdict.kinde.fixtures.FixtureFile;
import dev.verdict.kinde.fixtures.FixtureSettings;
import dev.verdict.kinde.fixtures.TokenFixture;
import dev.verdict.kinde.token.TokenProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of tokens and for how long, denials, and texts that are no tokens. */
class KindeTokensTest {
    private final FakeClock clock = new FakeClock();
    private final AtomicReference<String> denied = new AtomicReference<>("nobody");
    private final KindeTokens tokens = new KindeTokens(
            FixtureSettings.of(Map.of()),
            clock,
            identity -> identity.id().equals(denied.get()) ? "the user is suspended" : null);

    @AfterEach
    void close() {
        tokens.close();
    }

    private static TokenFixture good(String base) {
        return FixtureFile.named("hostile.yaml").good(base);
    }

    private String token(Map<String, Object> claims) {
        return good("user").with("claims", claims).token(clock.instant());
    }

    private String verify(String token) {
        KindeResult result = tokens.verify(token).toCompletableFuture().join();
        return result instanceof KindeResult.Refused refused
                ? refused.problem().code() + ": " + refused.reason()
                : "verified";
    }

    /** The stage of a token that has been verified already; an object, as stages are compared by what they tell else. */
    private Object stage(String access, @Nullable String id) {
        CompletionStage<KindeResult> unused = tokens.verify(access, id);
        return tokens.verify(access, id);
    }

    @Test
    void aRememberedTokenIsAnsweredWithTheSameStage() {
        String token = token(Map.of());
        Object stage = stage(token, null);

        // another string with the same characters, as it comes with the next request
        Object again = tokens.verify(String.copyValueOf(token.toCharArray()));

        assertThat(again).isSameAs(stage);
        assertThat((Object) KindePrincipal.from(token, tokens)).isSameAs(stage);
        assertThat(((CompletionStage<?>) stage).toCompletableFuture())
                .isCompleted()
                .isNotSameAs(stage);
    }

    @Test
    void aRememberedTokenExpiresToTheSecond() {
        String token = token(Map.of("exp", "now+60"));
        assertThat(verify(token)).isEqualTo("verified");

        clock.advance(Duration.ofSeconds(65).minusMillis(1));
        assertThat(verify(token)).isEqualTo("verified");
        clock.advance(Duration.ofMillis(1));
        assertThat(verify(token)).isEqualTo("token_expired: token has expired (exp)");
    }

    @Test
    void aRememberedTokenIsVerifiedAgainAfterFiveMinutes() {
        String token = token(Map.of());
        Object first = stage(token, null);

        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat((Object) tokens.verify(token)).isSameAs(first);
        clock.advance(Duration.ofMillis(1));
        assertThat((Object) tokens.verify(token)).isNotSameAs(first);
        assertThat(verify(token)).isEqualTo("verified");
    }

    @Test
    void aTokenChangedAfterItWasRememberedIsRefused() {
        String token = token(Map.of());
        assertThat(verify(token)).isEqualTo("verified");
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(token.length());
            char other = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".charAt(random.nextInt(64));
            if (other != token.charAt(at)) {
                String changed = token.substring(0, at) + other + token.substring(at + 1);
                assertThat(verify(changed)).as("seed %d, place %d", seed, at).isNotEqualTo("verified");
            }
        }
        assertThat(verify(token)).isEqualTo("verified");
    }

    @Test
    void aTokenThatIsGoodLaterIsNotRememberedAsRefused() {
        String token = token(Map.of("nbf", "now+6"));
        assertThat(verify(token)).startsWith("not_yet_valid");
        clock.advance(Duration.ofSeconds(1));
        assertThat(verify(token)).isEqualTo("verified");
    }

    /** Whatever the types of claims are, a token is good or refused, and nothing is thrown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "sub",
                "azp",
                "aud",
                "exp",
                "iat",
                "nbf",
                "jti",
                "scp",
                "scope",
                "gty",
                "act",
                "org_code",
                "org_name",
                "org_codes",
                "organizations",
                "external_org_id",
                "permissions",
                "roles",
                "feature_flags",
                "user_properties",
                "organization_properties",
                "application_properties",
                "email",
                "picture",
                "has_trial_period",
                "trial_expires_on",
                "ext_groups",
                "ext_attributes",
                "x-hasura-roles",
                "auth_time"
            })
    void claimsOfAnyType(String claim) {
        for (String value : List.of(
                "null",
                "true",
                "5",
                "-1e308",
                "\"\"",
                "\"x\"",
                "[]",
                "[null,5,\"x\",[],{}]",
                "{}",
                "{\"a\":null,\"sub\":\"x\"}",
                "{\"v\":{\"v\":1},\"t\":{\"t\":1},\"key\":[]}",
                "[{\"key\":{},\"id\":[],\"name\":5}]")) {
            String token = good("user")
                    .with("without", List.of(claim))
                    .with("append", "\"" + claim + "\":" + value)
                    .token(clock.instant());
            assertThat(tokens.verify(token).toCompletableFuture())
                    .as(value)
                    .isCompletedWithValueMatching(result -> result instanceof KindeResult.Verified verified
                            ? verified.principal().id().startsWith("kp_") || claim.equals("sub")
                            : result instanceof KindeResult.Refused);
        }
    }

    @Test
    void denialsCountForRememberedTokensToo() {
        String token = token(Map.of());
        assertThat(verify(token)).isEqualTo("verified");

        denied.set("kp_5f2a0000000000000000000000000001");
        assertThat(verify(token)).isEqualTo("subject_denied: the user is suspended");
        denied.set("nobody");
        assertThat(verify(token)).isEqualTo("verified");
    }

    @Test
    void twoTokensAreRememberedTogether() {
        String access = token(Map.of());
        TokenFixture id = good("id");
        String ann = id.with("claims", Map.of("given_name", "Ann")).token(clock.instant());
        String eve = id.with("claims", Map.of("sub", "kp_eve")).token(clock.instant());

        Object both = stage(access, ann);

        assertThat((Object) tokens.verify(access, ann)).isSameAs(both);
        assertThat(stage(access, null)).isNotSameAs(both);
        assertThat(tokens.verify(access, eve).toCompletableFuture().join())
                .isEqualTo(new KindeResult.Refused(
                        TokenProblem.PRINCIPAL_MISMATCH, "the access token and the ID token are not of one user"));
        KindePrincipal principal = ((KindeResult.Verified)
                        tokens.verify(access, ann).toCompletableFuture().join())
                .principal();
        assertThat(principal.auxData().jwt()).isNull();
        assertThat(principal.auxData().jwts().get("id")).containsEntry("given_name", "Ann");
        assertThat(principal.auxData().jwts().get("access")).doesNotContainKey("given_name");
    }

    private String payload(String jws) {
        SignedPayload result = tokens.signedPayload(jws).toCompletableFuture().join();
        return switch (result) {
            case SignedPayload.Verified verified ->
                verified.issuer() + " " + verified.claims().get("type") + " "
                        + verified.header().get("kid");
            case SignedPayload.Refused refused -> refused.problem().code() + ": " + refused.reason();
        };
    }

    @Test
    void textsThatAreNoTokens() {
        TokenFixture event = good("event");
        assertThat(payload(event.token(clock.instant()))).isEqualTo("https://paperwise.kinde.com user.updated rsa");
        TokenFixture staging = event.with("signedBy", "rsa-staging").with("header", Map.of("kid", "rsa-staging"));
        assertThat(payload(staging.token(clock.instant())))
                .isEqualTo("https://paperwise-staging.kinde.com user.updated rsa-staging");
        assertThat(payload(staging.with("claims", Map.of("iss", FixtureSettings.ISSUER))
                        .token(clock.instant())))
                .isEqualTo("key_unknown: no key of the key set has the token's key ID (kid)");
        assertThat(payload(event.with("claims", Map.of("iss", "https://other.example"))
                        .token(clock.instant())))
                .isEqualTo("issuer_mismatch: the text's issuer (iss) is not one that is configured");
        assertThat(payload(event.with("signedBy", "rsa-stranger").token(clock.instant())))
                .startsWith("key_unknown");
        assertThat(payload(event.with("header", Map.of("alg", "none")).token(clock.instant())))
                .startsWith("algorithm_not_allowed");
        assertThat(payload(event.with("manyPermissions", 20_000).token(clock.instant())))
                .isEqualTo("token_too_large: token has more than 262144 bytes");
    }

    @Test
    void nothingShowsATokenOrAClaim() {
        String token = token(Map.of("email", "bo@northwind.example"));
        KindeResult result = tokens.verify(token).toCompletableFuture().join();

        assertThat(result.toString()).doesNotContain("northwind", token.substring(0, 20));
    }
}
