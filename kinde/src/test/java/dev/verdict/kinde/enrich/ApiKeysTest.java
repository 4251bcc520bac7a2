package dev.verdict.kinde.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.KindeStub;
import dev.verdict.kinde.enrich.ApiKeys.Verification;
import dev.verdict.kinde.enrich.ApiKeys.Verification.Invalid;
import dev.verdict.kinde.enrich.ApiKeys.Verification.Unavailable;
import dev.verdict.kinde.enrich.ApiKeys.Verification.Valid;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeysTest {
    private static final String VERIFY = "/api/v1/api_keys/verify";
    private static final String OF_USER =
            "{\"is_valid\":true,\"status\":\"active\",\"scopes\":[\"read:docs\"],\"key_id\":\"key_1\","
                    + "\"user_id\":\"kp_1\",\"org_code\":\"org_1\"}";

    private final KindeStub kinde = new KindeStub().withTokens();
    private final HandTime time = new HandTime(null);
    private final Enrichment enrichment = Enrichment.start(
            EnrichmentSettings.builder(People.ISSUER)
                    .management(People.ISSUER, "client", "s3cret")
                    .host(kinde.url())
                    .ttl(Duration.ofMinutes(5))
                    .build(),
            time.timing());

    @AfterEach
    void close() {
        enrichment.close();
        kinde.close();
    }

    private Verification verify(String key) throws Exception {
        return enrichment.apiKeys().verify(key).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Identity identity(String key) throws Exception {
        Verification verification = verify(key);
        assertThat(verification).isInstanceOf(Valid.class);
        return ((Valid) verification).identity();
    }

    @Test
    void aKeyOfAUserSpeaksForTheUser() throws Exception {
        kinde.on(VERIFY, OF_USER);

        Identity identity = identity("k-1");

        assertThat(identity.subjectType()).isEqualTo(SubjectType.API_KEY);
        assertThat(identity.id()).isEqualTo("kp_1");
        assertThat(identity.organization().code()).isEqualTo("org_1");
        assertThat(identity.organization().codes()).containsExactly("org_1");
        assertThat(identity.scopes()).containsExactly("read:docs");
        assertThat(identity.permissions().isAbsent()).isTrue();
        assertThat(identity.token().id()).isEqualTo("key_1");
        assertThat(identity.token().expiresAt()).isEqualTo(HandTime.START.plusSeconds(60));
        assertThat(Questions.isUser(identity)).isTrue();
    }

    @Test
    void aKeyOfAnOrganizationSpeaksForItself() throws Exception {
        kinde.on(VERIFY, "{\"is_valid\":true,\"key_id\":\"key_2\",\"org_code\":\"org_1\"}");

        Identity identity = identity("k-2");

        assertThat(identity.id()).isEqualTo("key_2");
        assertThat(Questions.isUser(identity)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"is_valid\":false}; the API key is not active",
                "{\"is_valid\":\"true\",\"key_id\":\"k\"}; the API key is not active",
                "{\"is_valid\":true,\"status\":\"inactive\",\"key_id\":\"k\"}; the API key is not active",
                "{\"is_valid\":true,\"status\":\"revoked\",\"key_id\":\"k\"}; the API key is not active"
            })
    void aKeyThatIsNotActiveIsInvalid(String answer, String reason) throws Exception {
        kinde.on(VERIFY, answer);

        assertThat(verify("k-1")).isEqualTo(new Invalid(reason));
    }

    @Test
    void aKeyThatDoesNotExistIsInvalidAndOneThatCannotBeOneIsNotSent() throws Exception {
        assertThat(verify("k-1")).isEqualTo(new Invalid("the API key does not exist"));
        int before = kinde.requests().size();
        assertThat(verify("")).isEqualTo(new Invalid("not an API key"));
        assertThat(verify("x".repeat(4097))).isEqualTo(new Invalid("not an API key"));
        assertThat(kinde.requests()).hasSize(before);
    }

    @Test
    void failuresAreNotKept() throws Exception {
        kinde.on(VERIFY, 403);
        assertThat(verify("k-1")).isEqualTo(new Unavailable("cannot verify API keys: HTTP status 403"));
        kinde.on(VERIFY, "{\"is_valid\":true}");
        assertThat(verify("k-1")).isEqualTo(new Unavailable("the answer does not say whose API key it is"));

        kinde.on(VERIFY, OF_USER);
        assertThat(identity("k-1").id()).isEqualTo("kp_1");
    }

    @Test
    void aGoodKeyIsKeptForAMinuteAtMost() throws Exception {
        kinde.on(VERIFY, OF_USER);
        identity("k-1");
        time.advance(Duration.ofSeconds(59));
        assertThat(enrichment.apiKeys().verify("k-1").toCompletableFuture()).isCompleted();
        assertThat(kinde.count(VERIFY)).isEqualTo(1);

        kinde.on(VERIFY, "{\"is_valid\":false}");
        time.advance(Duration.ofSeconds(1));
        assertThat(verify("k-1")).isInstanceOf(Invalid.class);
        kinde.on(VERIFY, OF_USER);
        time.advance(Duration.ofSeconds(9));
        assertThat(verify("k-1")).isInstanceOf(Invalid.class);
        time.advance(Duration.ofSeconds(1));
        assertThat(identity("k-1").id()).isEqualTo("kp_1");
    }

    @Test
    void keysDoNotShareAnswers() throws Exception {
        kinde.on(VERIFY, OF_USER);
        identity("k-1");
        kinde.on(VERIFY, "{\"is_valid\":false}");

        assertThat(verify("k-2")).isInstanceOf(Invalid.class);
    }

    @Test
    void eventsAboutUsersAndOrganizationsDropAllKeys() throws Exception {
        kinde.on(VERIFY, OF_USER);
        identity("k-1");
        enrichment.dropUser("kp_9");
        identity("k-1");
        enrichment.dropOrganization("org_9");
        identity("k-1");

        assertThat(kinde.count(VERIFY)).isEqualTo(3);
    }

    @Test
    void manyRequestsShareOneCall() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(VERIFY, open, OF_USER);
        List<CompletableFuture<Verification>> stages = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            stages.add(enrichment.apiKeys().verify("k-1").toCompletableFuture());
        }
        await().until(() -> kinde.count(VERIFY) == 1);
        open.countDown();

        for (CompletableFuture<Verification> stage : stages) {
            assertThat(stage.get(30, TimeUnit.SECONDS)).isInstanceOf(Valid.class);
        }
        assertThat(kinde.count(VERIFY)).isEqualTo(1);
    }

    /** Keys are sent by anybody; what they do to the API must not reach those who have a token. */
    @Test
    void keysThatOverloadTheApiDoNotStopEnrichment() throws Exception {
        kinde.on(VERIFY, 500).on("/api/v1/organization", "{\"code\":\"org_1\"}");
        for (int i = 0; i < 5; i++) {
            assertThat(verify("k-" + i)).isInstanceOf(Unavailable.class);
        }
        assertThat(verify("k-9"))
                .isEqualTo(new Unavailable("cannot verify API keys: not asked, after earlier failures"));

        assertThat(enrichment.organization("org_1").toCompletableFuture().get(30, TimeUnit.SECONDS))
                .isPresent();
    }

    @Test
    void withoutCredentialsNothingIsVerified() throws Exception {
        try (Enrichment none =
                Enrichment.start(EnrichmentSettings.builder(People.ISSUER).build())) {
            assertThat(none.apiKeys().verify("k-1").toCompletableFuture())
                    .isCompletedWithValue(new Unavailable("API keys need `management` credentials"));
        }
    }
}
