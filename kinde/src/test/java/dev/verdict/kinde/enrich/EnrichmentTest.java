package dev.verdict.kinde.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.KindeStub;
import dev.verdict.kinde.enrich.EnrichmentResult.Denied;
import dev.verdict.kinde.enrich.EnrichmentResult.Denied.Cause;
import dev.verdict.kinde.enrich.EnrichmentResult.Enriched;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.OnFailure;
import dev.verdict.kinde.enrich.EnrichmentSettings.When;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Provenance;
import dev.verdict.kinde.identity.Sourced;
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

class EnrichmentTest {
    private static final Duration BUDGET = Duration.ofMillis(50);
    private static final String ACCOUNT = "/account_api/v1/permissions";
    private static final String MANAGEMENT = "/api/v1/organizations/org_1/users/kp_1/permissions";
    private static final Identity BO = People.stripped("kp_1", "org_1");

    private final KindeStub kinde = new KindeStub().withTokens();
    private final HandTime time = new HandTime(BUDGET);
    private final List<Enrichment> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Enrichment::close);
        kinde.close();
    }

    private EnrichmentSettings.Builder settings() {
        return EnrichmentSettings.builder(People.ISSUER)
                .management(People.ISSUER, "client", "s3cret")
                .host(kinde.url());
    }

    private Enrichment permissions(When when, From from, OnFailure onFailure) {
        return start(settings().claim(Claim.PERMISSIONS, when, from).onFailure(onFailure));
    }

    private Enrichment permissions() {
        return permissions(When.IF_ABSENT, From.ACCOUNT_API, OnFailure.DENY);
    }

    private Enrichment start(EnrichmentSettings.Builder settings) {
        Enrichment enrichment = Enrichment.start(settings.build(), time.timing());
        started.add(enrichment);
        return enrichment;
    }

    private static CompletableFuture<EnrichmentResult> ask(Enrichment enrichment, Identity identity) {
        return enrichment.enrich(identity, "user-token").toCompletableFuture();
    }

    private static EnrichmentResult result(CompletableFuture<EnrichmentResult> stage) {
        try {
            return stage.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static EnrichmentResult enrich(Enrichment enrichment, Identity identity) {
        return result(ask(enrichment, identity));
    }

    private static Sourced<List<String>> permissionsOf(EnrichmentResult result) {
        assertThat(result).isInstanceOf(Enriched.class);
        return ((Enriched) result).identity().permissions();
    }

    private static String accountKeys(String... keys) {
        return "{\"data\":{\"permissions\":" + list(keys) + "}}";
    }

    private static String managementKeys(String... keys) {
        return "{\"permissions\":" + list(keys) + "}";
    }

    private static String list(String... keys) {
        List<String> items = new ArrayList<>();
        for (String key : keys) {
            items.add("{\"id\":\"" + key + "\",\"key\":\"" + key + "\"}");
        }
        return "[" + String.join(",", items) + "]";
    }

    @Test
    void whatNeedsNothingIsCompleteAtOnceAndTheSame() {
        Identity ada = People.complete("kp_1", "org_1");

        CompletableFuture<EnrichmentResult> stage = ask(permissions(), ada);

        assertThat(stage).isCompletedWithValue(new Enriched(ada, List.of()));
        assertThat(kinde.requests()).isEmpty();
    }

    @Test
    void whatIsAbsentIsReadOnceAndThenCompleteAtOnce() {
        kinde.on(ACCOUNT, accountKeys("docs:read"));
        Enrichment enrichment = permissions();

        Sourced<List<String>> read = permissionsOf(enrich(enrichment, BO));
        assertThat(read).isEqualTo(new Sourced<>(List.of("docs:read"), Provenance.ACCOUNT_API));

        time.advance(Duration.ofSeconds(59));
        CompletableFuture<EnrichmentResult> again = ask(enrichment, BO);
        assertThat(again).isCompleted();
        assertThat(permissionsOf(again.join())).isEqualTo(read);
        assertThat(kinde.asked()).containsExactly(ACCOUNT + "?page_size=500");
    }

    @Test
    void usersAndOrganizationsDoNotShareAnswers() {
        kinde.on(ACCOUNT, accountKeys("docs:read"));
        Enrichment enrichment = permissions();
        enrich(enrichment, BO);
        kinde.on(ACCOUNT, accountKeys());

        assertThat(permissionsOf(enrich(enrichment, People.stripped("kp_2", "org_1")))
                        .value())
                .isEmpty();
        assertThat(permissionsOf(enrich(enrichment, People.stripped("kp_1", "org_2")))
                        .value())
                .isEmpty();
        assertThat(kinde.count(ACCOUNT)).isEqualTo(3);
    }

    @Test
    void anAnswerIsReadAgainWhenItsTimeIsOver() {
        kinde.on(ACCOUNT, accountKeys("docs:read"));
        Enrichment enrichment = permissions();
        enrich(enrichment, BO);
        kinde.on(ACCOUNT, accountKeys("docs:edit"));
        time.advance(Duration.ofSeconds(60));

        assertThat(permissionsOf(enrich(enrichment, BO)))
                .isEqualTo(new Sourced<>(List.of("docs:edit"), Provenance.ACCOUNT_API));
    }

    @Test
    void theLastGoodAnswerStandsInForAWhileAndSaysSo() {
        kinde.on(ACCOUNT, accountKeys("docs:read"));
        Enrichment enrichment = permissions();
        enrich(enrichment, BO);
        kinde.on(ACCOUNT, 503);
        time.advance(Duration.ofSeconds(60));

        Enriched stale = (Enriched) enrich(enrichment, BO);
        assertThat(stale.identity().permissions()).isEqualTo(new Sourced<>(List.of("docs:read"), Provenance.STALE));
        assertThat(stale.warnings()).containsExactly("last known permissions from the Account API: HTTP status 503");

        time.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(permissionsOf(enrich(enrichment, BO)).provenance()).isEqualTo(Provenance.STALE);

        time.advance(Duration.ofMillis(1));
        assertThat(enrich(enrichment, BO)).isInstanceOf(Denied.class);
    }

    @Test
    void anApiThatRecoversIsBelievedAgain() {
        kinde.on(ACCOUNT, accountKeys("docs:read"));
        Enrichment enrichment = permissions();
        enrich(enrichment, BO);
        kinde.on(ACCOUNT, 503);
        time.advance(Duration.ofSeconds(60));
        enrich(enrichment, BO);
        kinde.on(ACCOUNT, accountKeys("docs:edit"));
        time.advance(Duration.ofSeconds(2));

        assertThat(permissionsOf(enrich(enrichment, BO)))
                .isEqualTo(new Sourced<>(List.of("docs:edit"), Provenance.ACCOUNT_API));
    }

    @ParameterizedTest
    @CsvSource({
        "ACCOUNT_API, 401, false",
        "ACCOUNT_API, 403, false",
        "ACCOUNT_API, 404, false",
        "ACCOUNT_API, 400, true",
        "ACCOUNT_API, 429, true",
        "MANAGEMENT_API, 401, true",
        "MANAGEMENT_API, 403, true",
        "MANAGEMENT_API, 404, false",
        "MANAGEMENT_API, 500, true"
    })
    void theLastGoodAnswerStandsInOnlyWhenNothingIsKnownAgainstIt(From from, int status, boolean standsIn) {
        kinde.on(ACCOUNT, accountKeys("docs:read")).on(MANAGEMENT, managementKeys("docs:read"));
        Enrichment enrichment = permissions(When.IF_ABSENT, from, OnFailure.PROCEED);
        enrich(enrichment, BO);
        kinde.on(ACCOUNT, status).on(MANAGEMENT, status);
        time.advance(Duration.ofSeconds(60));

        assertThat(permissionsOf(enrich(enrichment, BO)).provenance())
                .isEqualTo(standsIn ? Provenance.STALE : Provenance.ABSENT);
    }

    @Test
    void aFailureDeniesOrLeavesTheClaimAbsentWhateverTheTokenSays() {
        kinde.on(ACCOUNT, 500);

        assertThat(enrich(permissions(), BO))
                .isEqualTo(new Denied(Cause.UNAVAILABLE, "no permissions from the Account API: HTTP status 500"));
        Identity ada = People.complete("kp_1", "org_1");
        Enriched proceeded = (Enriched) enrich(permissions(When.ALWAYS, From.ACCOUNT_API, OnFailure.PROCEED), ada);
        assertThat(proceeded.identity()).isEqualTo(ada.withPermissions(Sourced.absent(List.of())));
        assertThat(proceeded.warnings()).containsExactly("no permissions from the Account API: HTTP status 500");
    }

    @Test
    void aFailureIsBelievedForTwoSeconds() {
        kinde.on(ACCOUNT, 400);
        Enrichment enrichment = permissions();
        enrich(enrichment, BO);

        time.advance(Duration.ofMillis(1999));
        assertThat(ask(enrichment, BO)).isCompleted();
        assertThat(kinde.count(ACCOUNT)).isEqualTo(1);

        time.advance(Duration.ofMillis(1));
        kinde.on(ACCOUNT, accountKeys("docs:read"));
        assertThat(permissionsOf(enrich(enrichment, BO)).value()).containsExactly("docs:read");
    }

    @Test
    void partOfAListIsNotTakenForTheList() {
        kinde.on(
                ACCOUNT,
                "{\"data\":{\"permissions\":" + list("docs:read")
                        + "},\"metadata\":{\"has_more\":true,\"next_page_starting_after\":\"docs:read\"}}");
        kinde.on(ACCOUNT + "?page_size=500&starting_after=docs%3Aread", 500);

        assertThat(enrich(permissions(), BO))
                .isEqualTo(new Denied(Cause.UNAVAILABLE, "no permissions from the Account API: HTTP status 500"));
    }

    @Test
    void aLateAnswerIsTooLateForItsRequestAndInTimeForTheNext() {
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(ACCOUNT, open, accountKeys("docs:read"));
        Enrichment enrichment = permissions();
        CompletableFuture<EnrichmentResult> stage = ask(enrichment, BO);
        await().until(() -> kinde.count(ACCOUNT) == 1);
        assertThat(stage).isNotDone();

        time.elapse();
        assertThat(result(stage))
                .isEqualTo(
                        new Denied(Cause.UNAVAILABLE, "no permissions from the Account API: no answer within 50 ms"));

        open.countDown();
        await().untilAsserted(() -> {
            CompletableFuture<EnrichmentResult> next = ask(enrichment, BO);
            assertThat(next).isCompleted();
            assertThat(permissionsOf(next.join()).value()).containsExactly("docs:read");
        });
        assertThat(kinde.count(ACCOUNT)).isEqualTo(1);
    }

    @Test
    void manyRequestsShareOneCall() {
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(ACCOUNT, open, accountKeys("docs:read"));
        Enrichment enrichment = permissions();
        List<CompletableFuture<EnrichmentResult>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(ask(enrichment, BO));
        }
        open.countDown();

        for (CompletableFuture<EnrichmentResult> stage : stages) {
            assertThat(permissionsOf(result(stage)).value()).containsExactly("docs:read");
        }
        assertThat(kinde.count(ACCOUNT)).isEqualTo(1);
    }

    @Test
    void nobodyWaitsTwiceForAStalledApiWhenThereIsAnOldAnswer() {
        kinde.on(ACCOUNT, accountKeys("docs:read"));
        Enrichment enrichment = permissions();
        enrich(enrichment, BO);
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(ACCOUNT, open, accountKeys("docs:edit"));
        time.advance(Duration.ofSeconds(60));
        CompletableFuture<EnrichmentResult> first = ask(enrichment, BO);
        assertThat(first).isNotDone();

        time.advance(BUDGET);
        CompletableFuture<EnrichmentResult> second = ask(enrichment, BO);

        assertThat(second).isCompleted();
        assertThat(permissionsOf(second.join())).isEqualTo(new Sourced<>(List.of("docs:read"), Provenance.STALE));
        open.countDown();
        assertThat(permissionsOf(result(first)).value()).containsExactly("docs:edit");
    }

    @Test
    void aQuestionThatIsStuckIsNotWaitedForForEver() {
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(ACCOUNT, open, accountKeys("docs:read"));
        Enrichment enrichment = permissions();
        CompletableFuture<EnrichmentResult> first = ask(enrichment, BO);
        time.advance(Duration.ofMillis(999));
        assertThat(ask(enrichment, BO)).isNotDone();

        time.advance(Duration.ofMillis(1));
        assertThat(ask(enrichment, BO))
                .isCompletedWithValue(
                        new Denied(Cause.UNAVAILABLE, "no permissions from the Account API: no answer within 50 ms"));
        open.countDown();
        assertThat(permissionsOf(result(first)).value()).containsExactly("docs:read");
    }

    @Test
    void theCallersThreadIsNotTheOneThatWaits() {
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(ACCOUNT, open, accountKeys());
        CompletableFuture<Thread> completer = ask(permissions(), BO).thenApply(result -> Thread.currentThread());
        open.countDown();

        assertThat(completer.orTimeout(30, TimeUnit.SECONDS).join()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void machinesAndStrangersAreNotAskedAboutAndTheirTokensStayHere() {
        Enrichment enrichment = permissions();
        Identity machine = People.machine("b2", "org_1");

        assertThat(ask(enrichment, machine)).isCompletedWithValue(new Enriched(machine, List.of()));
        assertThat(ask(enrichment, People.ofIssuer("https://other.kinde.com")))
                .isCompletedWithValue(new Denied(
                        Cause.UNAVAILABLE,
                        "no permissions from the Account API: the issuer is not of this environment"));
        assertThat(kinde.requests()).isEmpty();
    }

    @Test
    void whoHasNoOrganizationHasNoPermissionsToBeRead() {
        assertThat(ask(permissions(), People.stripped("kp_1", ""))).isCompleted();
        assertThat(kinde.requests()).isEmpty();
    }

    @Test
    void whatWasAskedBeforeADropIsNotKeptAfterIt() {
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(ACCOUNT, open, accountKeys("docs:delete"));
        Enrichment enrichment = permissions();
        CompletableFuture<EnrichmentResult> before = ask(enrichment, BO);
        await().until(() -> kinde.count(ACCOUNT) == 1);

        enrichment.dropUser("kp_1");
        kinde.on(ACCOUNT, accountKeys("docs:read"));
        assertThat(permissionsOf(enrich(enrichment, BO)).value()).containsExactly("docs:read");
        open.countDown();

        assertThat(permissionsOf(result(before)).value()).containsExactly("docs:delete");
        assertThat(permissionsOf(enrich(enrichment, BO)).value()).containsExactly("docs:read");
        assertThat(kinde.count(ACCOUNT)).isEqualTo(2);
    }

    @Test
    void whatWasAskedBeforeADropDoesNotPassForWhatIsAskedAfterIt() {
        CountDownLatch openBefore = new CountDownLatch(1);
        CountDownLatch openAfter = new CountDownLatch(1);
        kinde.onceOpen(ACCOUNT, openBefore, accountKeys("docs:delete"));
        Enrichment enrichment = permissions();
        CompletableFuture<EnrichmentResult> before = ask(enrichment, BO);
        await().until(() -> kinde.count(ACCOUNT) == 1);
        enrichment.dropUser("kp_1");
        kinde.onceOpen(ACCOUNT, openAfter, accountKeys("docs:read"));
        CompletableFuture<EnrichmentResult> after = ask(enrichment, BO);
        await().until(() -> kinde.count(ACCOUNT) == 2);

        openBefore.countDown();
        assertThat(permissionsOf(result(before)).value()).containsExactly("docs:delete");
        CompletableFuture<EnrichmentResult> later = ask(enrichment, BO);
        assertThat(later).isNotDone();
        openAfter.countDown();

        assertThat(permissionsOf(result(after)).value()).containsExactly("docs:read");
        assertThat(permissionsOf(result(later)).value()).containsExactly("docs:read");
    }

    @Test
    void propertiesAreAsOldAsTheirOldestPart() {
        String organization = "/api/v1/organizations/org_1/properties";
        String none = "{\"properties\":[]}";
        kinde.on("/api/v1/users/kp_1/properties", none)
                .on(organization, none)
                .on("/api/v1/applications/app-1/properties", none);
        Enrichment enrichment = start(settings().claim(Claim.PROPERTIES, When.ALWAYS, From.MANAGEMENT_API));
        enrich(enrichment, BO);
        time.advance(Duration.ofSeconds(60));
        kinde.on(organization, 400);

        Enriched enriched = (Enriched) enrich(enrichment, BO);

        assertThat(enriched.identity().properties().provenance()).isEqualTo(Provenance.STALE);
        assertThat(enriched.warnings())
                .containsExactly("last known properties from the Management API: HTTP status 400");
    }

    @Test
    void whatIsClosedFailsAndDoesNotHang() {
        kinde.on(ACCOUNT, accountKeys("docs:read"));
        Enrichment enrichment = permissions();
        enrichment.close();

        assertThat(enrich(enrichment, BO))
                .isEqualTo(new Denied(Cause.UNAVAILABLE, "no permissions from the Account API: cannot be reached"));
    }
}
