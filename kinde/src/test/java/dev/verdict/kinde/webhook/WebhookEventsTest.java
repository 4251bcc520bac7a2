package dev.verdict.kinde.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.api.HandTime;
import dev.verdict.kinde.api.OrganizationFacts;
import dev.verdict.kinde.enrich.People;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The cases of {@code webhooks.yaml}. */
class WebhookEventsTest {
    private final HandTime time = new HandTime(null);
    private final SignedByHand signed = new SignedByHand();
    private final NotedEffects effects = new NotedEffects();
    private final DenyList denyList = new DenyList();

    record Case(String name, Map<?, ?> fields) {
        List<?> list(String field) {
            return (List<?>) Objects.requireNonNull(fields.get(field), field);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        try (Reader reader = Files.newBufferedReader(Path.of("src/test/resources/webhooks.yaml"))) {
            List<Case> cases = new ArrayList<>();
            for (Object one : (List<?>) Objects.requireNonNull(new Load(settings).loadFromReader(reader))) {
                Map<?, ?> fields = (Map<?, ?>) one;
                cases.add(new Case(String.valueOf(fields.get("name")), fields));
            }
            return cases;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatEventsDo(Case one) {
        KindeWebhooks webhooks = new KindeWebhooks(signed, effects, denyList, lookup(one), time);
        int number = 0;
        for (Object each : one.list("deliveries")) {
            Map<?, ?> delivery = (Map<?, ?>) each;
            effects.noted.clear();
            String id = "event_" + number++;

            WebhookOutcome outcome = webhooks.receive(signed.sign(payload(delivery, id)), "msg_" + id)
                    .toCompletableFuture()
                    .join();

            assertThat(described(outcome)).isEqualTo(expected(delivery));
            assertThat(effects.noted).isEqualTo(delivery.containsKey("effects") ? delivery.get("effects") : List.of());
        }
        Map<?, ?> denied = (Map<?, ?>) Objects.requireNonNull(one.fields().get("denied"));
        for (String subject : List.of("kp_5", "org_1")) {
            boolean isUser = subject.startsWith("kp_");
            String reason =
                    denyList.denied(isUser ? People.stripped(subject, "org_9") : People.stripped("kp_9", subject));
            assertThat(reason).isEqualTo(denied.get(subject));
        }
        assertThat(denyList.denied(People.stripped("kp_9", ""))).isNull();
    }

    private static @Nullable OrganizationLookup lookup(Case one) {
        if (!(one.fields().get("organizations") instanceof Map<?, ?> organizations)) {
            return null;
        }
        return code -> CompletableFuture.completedStage(
                organizations.containsKey(code)
                        ? Optional.of(new OrganizationFacts(code, null, null, (Boolean) organizations.get(code), null))
                        : Optional.empty());
    }

    private static Map<String, @Nullable Object> payload(Map<?, ?> delivery, String id) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("event_id", id);
        payload.put("timestamp", HandTime.START.toString());
        payload.put("source", "admin");
        if (delivery.get("at") instanceof Integer seconds) {
            payload.put("event_timestamp", HandTime.START.plusSeconds(seconds).toString());
        }
        ((Map<?, ?>) Objects.requireNonNull(delivery.get("event")))
                .forEach((name, value) -> payload.put(String.valueOf(name), value));
        return payload;
    }

    private static String expected(Map<?, ?> delivery) {
        return delivery.containsKey("refused")
                ? String.valueOf(delivery.get("refused"))
                : "200 accepted " + delivery.get("done");
    }

    private static String described(WebhookOutcome outcome) {
        return switch (outcome) {
            case WebhookOutcome.Accepted accepted -> accepted.status() + " accepted " + accepted.done();
            case WebhookOutcome.Duplicate duplicate -> duplicate.status() + " duplicate";
            case WebhookOutcome.Refused refused -> refused.status() + " " + refused.code() + " " + refused.reason();
        };
    }
}
