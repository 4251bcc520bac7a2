package dev.verdict.kinde.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.KindeStub;
import dev.verdict.kinde.api.OrganizationFacts;
import dev.verdict.kinde.enrich.Enrichment;
import dev.verdict.kinde.enrich.EnrichmentSettings;
import dev.verdict.kinde.enrich.People;
import dev.verdict.kinde.webhook.SignedPayloads.Payload;
import dev.verdict.kinde.webhook.WebhookOutcome.Accepted;
import dev.verdict.kinde.webhook.WebhookOutcome.Duplicate;
import dev.verdict.kinde.webhook.WebhookOutcome.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindeWebhooksTest {
    private static final Refused UNREAD =
            new Refused(503, "organization_unavailable", "it cannot be read whether the organization is suspended");
    private static final Accepted SUSPENDED = new Accepted(
            "organization.updated", "event_1", List.of("dropped the organization", "denied the organization"));

    private final HandTime time = new HandTime(null);
    private final SignedByHand signed = new SignedByHand();
    private final NotedEffects effects = new NotedEffects();
    private final DenyList denyList = new DenyList();
    private final KindeWebhooks webhooks = new KindeWebhooks(signed, effects, denyList, null, time);

    private byte[] event(String id, String user) {
        return signed.sign(Map.of(
                "type",
                "user.updated",
                "event_id",
                id,
                "timestamp",
                time.instant().toString(),
                "data",
                Map.of("user", Map.of("id", user))));
    }

    private WebhookOutcome receive(byte[] body, @Nullable String webhookId) {
        return webhooks.receive(body, webhookId).toCompletableFuture().join();
    }

    @Test
    void theSameDeliveryTwiceIsOneEventAndVerifiedOnce() {
        byte[] body = event("event_1", "kp_1");

        assertThat(receive(body, "msg_1"))
                .isEqualTo(new Accepted("user.updated", "event_1", List.of("dropped the user")));
        assertThat(receive(body, "msg_1")).isEqualTo(new Duplicate("event_1"));
        assertThat(signed.asked).hasValue(1);
        assertThat(effects.noted).containsExactly("dropUser kp_1");
    }

    @Test
    void theSameEventInOtherDeliveriesIsOneEvent() {
        byte[] body = event("event_1", "kp_1");

        receive(body, "msg_1");
        assertThat(receive(body, "msg_2")).isEqualTo(new Duplicate("event_1"));
        assertThat(receive(body, null)).isEqualTo(new Duplicate("event_1"));
        assertThat(receive(event("event_1", "kp_1"), "msg_1")).isEqualTo(new Duplicate("event_1"));
        assertThat(effects.noted).containsExactly("dropUser kp_1");
    }

    /** Nobody signs the header: an old event sent again under the id of one to come must not suppress that one. */
    @Test
    void aWebhookIdAloneMakesNoDuplicate() {
        receive(event("event_1", "kp_1"), "msg_2");

        assertThat(receive(event("event_2", "kp_2"), "msg_2")).isInstanceOf(Accepted.class);
        assertThat(effects.noted).containsExactly("dropUser kp_1", "dropUser kp_2");
    }

    @Test
    void eventsAreRememberedForAsLongAsTheyMayBeSentAgain() {
        byte[] body = event("event_1", "kp_1");
        receive(body, "msg_1");
        time.advance(Duration.ofDays(2));
        assertThat(receive(body, "msg_1")).isInstanceOf(Accepted.class);
        time.advance(Duration.ofDays(2).minusMillis(1));
        assertThat(receive(body, "msg_1")).isEqualTo(new Duplicate("event_1"));
        time.advance(Duration.ofMillis(1));
        assertThat(receive(body, "msg_1"))
                .isEqualTo(new Refused(400, "timestamp_too_old", "the webhook was sent more than 48 hours ago"));
    }

    @Test
    void whatIsRefusedIsNotRemembered() {
        byte[] forged = "forged".getBytes(StandardCharsets.UTF_8);
        Refused refused = new Refused(401, "signature_invalid", "the signature of the webhook is wrong");
        assertThat(receive(forged, "msg_1")).isEqualTo(refused);
        assertThat(receive(forged, "msg_1")).isEqualTo(refused);

        assertThat(receive(event("event_1", "kp_1"), "msg_1")).isInstanceOf(Accepted.class);
    }

    @Test
    void keysThatCannotBeHadMakeKindeSendAgain() {
        byte[] body = signed.answer(new Payload.Refused(SignedPayloads.KEYS_UNAVAILABLE, "no keys yet"));

        assertThat(receive(body, "msg_1")).isEqualTo(new Refused(503, "keys_unavailable", "no keys yet"));
    }

    @Test
    void aBodyMayHave256KibibytesAndIsNotLookedAtBeyond() {
        assertThat(receive(new byte[256 << 10], null))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(401));
        assertThat(receive(new byte[(256 << 10) + 1], null))
                .isEqualTo(new Refused(413, "too_large", "the body has more than 262144 bytes"));
        assertThat(signed.asked).hasValue(1);
    }

    @Test
    void effectsThatFailLeaveTheEventNew() {
        List<String> calls = new ArrayList<>();
        WebhookEffects broken = new BothEffects(effects, new NotedEffects() {
            @Override
            public void dropUser(String id) {
                calls.add(id);
                if (calls.size() == 1) {
                    throw new IllegalStateException("broken for the test");
                }
            }
        });
        KindeWebhooks fragile = new KindeWebhooks(signed, broken, denyList, null, time);
        byte[] body = event("event_1", "kp_1");

        assertThat(fragile.receive(body, "msg_1").toCompletableFuture().join())
                .isEqualTo(new Refused(500, "internal", "the webhook could not be dealt with"));
        assertThat(fragile.receive(body, "msg_1").toCompletableFuture().join()).isInstanceOf(Accepted.class);
        assertThat(calls).containsExactly("kp_1", "kp_1");
    }

    @Test
    void aVerifierThatFailsIsOurFault() {
        SignedPayloads fails = jws -> CompletableFuture.failedStage(new IllegalStateException("broken for the test"));
        SignedPayloads throwsAtOnce = jws -> {
            throw new IllegalStateException("broken for the test");
        };
        for (SignedPayloads payloads : List.of(fails, throwsAtOnce)) {
            KindeWebhooks broken = new KindeWebhooks(payloads, effects, denyList, null, time);
            assertThat(broken.receive(new byte[] {'x'}, null)
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(new Refused(500, "internal", "the webhook could not be dealt with"));
        }
    }

    @Test
    void ofManyEqualDeliveriesAtOnceOneCounts() throws Exception {
        byte[] body = event("event_1", "kp_1");
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<WebhookOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String id = "msg_" + i % 3;
                outcomes.add(threads.submit(() -> receive(body, id)));
            }
            int accepted = 0;
            for (Future<WebhookOutcome> outcome : outcomes) {
                accepted += outcome.get() instanceof Accepted ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }
        assertThat(effects.noted).containsExactly("dropUser kp_1");
    }

    private byte[] organizationUpdated() {
        return signed.sign(Map.of(
                "type",
                "organization.updated",
                "event_id",
                "event_1",
                "timestamp",
                time.instant().toString(),
                "data",
                Map.of("organization", Map.of("code", "org_1"))));
    }

    private static CompletableFuture<WebhookOutcome> receive(KindeWebhooks webhooks, byte[] body, String webhookId) {
        return webhooks.receive(body, webhookId).toCompletableFuture();
    }

    private static WebhookOutcome outcome(CompletableFuture<WebhookOutcome> received) {
        return received.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private @Nullable String organizationDenied() {
        return denyList.denied(People.stripped("kp_1", "org_1"));
    }

    @Test
    void anUpdatedOrganizationIsReadAnewThroughEnrichment() {
        try (KindeStub kinde = new KindeStub().withTokens();
                Enrichment enrichment = Enrichment.start(
                        EnrichmentSettings.builder(People.ISSUER)
                                .management(People.ISSUER, "client", "secret")
                                .host(kinde.url())
                                .build(),
                        time.timing())) {
            KindeWebhooks live = new KindeWebhooks(
                    signed, WebhookEffects.on(enrichment).and(effects), denyList, enrichment::organization, time);
            byte[] body = organizationUpdated();

            kinde.on("/api/v1/organization", 500);
            assertThat(outcome(receive(live, body, "msg_1"))).isEqualTo(UNREAD);
            assertThat(organizationDenied()).isNull();

            kinde.on("/api/v1/organization", "{\"code\":\"org_1\",\"is_suspended\":true}");
            assertThat(outcome(receive(live, body, "msg_1"))).isEqualTo(SUSPENDED);
            assertThat(organizationDenied()).isEqualTo("organization `org_1` is suspended");
            assertThat(outcome(receive(live, body, "msg_1"))).isEqualTo(new Duplicate("event_1"));
            assertThat(effects.noted).containsExactly("dropOrganization org_1", "dropOrganization org_1");
        }
    }

    /** Answered with 200 while it may still fail, the event would never come again. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyIsToldThatAnEventWasDealtWithBeforeItWas(boolean readable) {
        var read = new CompletableFuture<Optional<OrganizationFacts>>();
        KindeWebhooks slow = new KindeWebhooks(signed, effects, denyList, code -> read, time);
        byte[] body = organizationUpdated();
        CompletableFuture<WebhookOutcome> first = receive(slow, body, "msg_1");
        CompletableFuture<WebhookOutcome> again = receive(slow, body, "msg_1");
        CompletableFuture<WebhookOutcome> other = receive(slow, body, "msg_2");
        assertThat(List.of(first, again, other)).noneMatch(CompletableFuture::isDone);

        read.complete(
                readable ? Optional.of(new OrganizationFacts("org_1", null, null, true, null)) : Optional.empty());

        assertThat(outcome(first)).isEqualTo(readable ? SUSPENDED : UNREAD);
        assertThat(outcome(again)).isEqualTo(readable ? new Duplicate("event_1") : UNREAD);
        assertThat(outcome(other)).isEqualTo(readable ? new Duplicate("event_1") : UNREAD);
        assertThat(effects.noted).containsExactly("dropOrganization org_1");
        assertThat(organizationDenied()).isEqualTo(readable ? "organization `org_1` is suspended" : null);
    }

    @Test
    void aLookupThatNeverAnswersOrFailsIsNotWaitedForForEver() {
        OrganizationLookup silent = code -> new CompletableFuture<>();
        OrganizationLookup failing =
                code -> CompletableFuture.failedStage(new IllegalStateException("broken for the test"));
        for (OrganizationLookup lookup : List.of(silent, failing)) {
            KindeWebhooks patient = new KindeWebhooks(signed, effects, denyList, lookup, time, Duration.ofMillis(20));
            assertThat(outcome(receive(patient, organizationUpdated(), "msg_1")))
                    .isEqualTo(UNREAD);
        }
    }

    @Test
    void aLookupThatThrowsLeavesTheEventNew() {
        OrganizationLookup throwing = code -> {
            throw new IllegalStateException("broken for the test");
        };
        KindeWebhooks broken = new KindeWebhooks(signed, effects, denyList, throwing, time);
        Refused internal = new Refused(500, "internal", "the webhook could not be dealt with");
        byte[] body = organizationUpdated();

        assertThat(outcome(receive(broken, body, "msg_1"))).isEqualTo(internal);
        assertThat(outcome(receive(broken, body, "msg_1"))).isEqualTo(internal);
    }
}
