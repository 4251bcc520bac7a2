package dev.verdict.kinde.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.KindeStub;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KindeWebhooksTest {
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

    @Test
    void anUpdatedOrganizationIsReadAnewThroughEnrichment() {
        try (KindeStub kinde = new KindeStub().withTokens();
                Enrichment enrichment = Enrichment.start(
                        EnrichmentSettings.builder(People.ISSUER)
                                .management(People.ISSUER, "client", "secret")
                                .host(kinde.url())
                                .build(),
                        time.timing())) {
            kinde.on("/api/v1/organization", "{\"code\":\"org_1\",\"is_suspended\":true}");
            KindeWebhooks live = new KindeWebhooks(
                    signed, WebhookEffects.on(enrichment).and(effects), denyList, enrichment::organization, time);
            byte[] body = signed.sign(Map.of(
                    "type",
                    "organization.updated",
                    "event_id",
                    "event_1",
                    "timestamp",
                    time.instant().toString(),
                    "data",
                    Map.of("organization", Map.of("code", "org_1"))));

            assertThat(live.receive(body, null).toCompletableFuture()).isCompleted();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(denyList.denied(People.stripped("kp_1", "org_1")))
                            .isEqualTo("organization `org_1` is suspended"));
            assertThat(effects.noted).containsExactly("dropOrganization org_1");
        }
    }
}
