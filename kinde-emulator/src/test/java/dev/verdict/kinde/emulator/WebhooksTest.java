package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.sun.net.httpserver.HttpServer;
import dev.verdict.kinde.emulator.junit.KindeEmulatorExtension;
import dev.verdict.kinde.emulator.webhook.Delivery;
import dev.verdict.kinde.emulator.webhook.Disturbance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KindeEmulatorExtension.class)
class WebhooksTest {
    /** A request at the endpoint. */
    private record Received(String contentType, String webhookId, String body) {
        Map<String, @Nullable Object> event() {
            return KindeEmulator.claimsOf(body);
        }
    }

    private final KindeEmulator kinde;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final HttpServer endpoint;

    WebhooksTest(KindeEmulator kinde) throws IOException {
        this.kinde = kinde;
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            received.add(new Received(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 200, -1);
            exchange.close();
        });
        endpoint.start();
    }

    @BeforeEach
    void register() {
        kinde.webhooks().register("paperwise", "test", url(), List.of("user.updated", "role.updated"));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/hook");
    }

    @AfterEach
    void stop() {
        endpoint.stop(0);
    }

    private void suspend(String user) {
        kinde.environment("").changeUser(user, each -> each.suspended(true));
    }

    private void awaitDelivered() {
        await().until(() -> kinde.webhooks().unfinished() == 0);
    }

    @Test
    void aChangeIsToldAsASignedEvent() throws Exception {
        suspend(Paperwise.EVE);
        awaitDelivered();

        Received only = received.get(0);
        JWSObject jws = JWSObject.parse(only.body());
        assertThat(received).hasSize(1);
        assertThat(jws.verify(new RSASSAVerifier(kinde.keys("").signing().jwk())))
                .isTrue();
        assertThat(only.contentType()).isEqualTo("application/jwt");
        assertThat(only.webhookId()).startsWith("msg_");
        assertThat(only.event())
                .containsEntry("type", "user.updated")
                .containsEntry("source", "api")
                .containsKeys("event_id", "event_timestamp", "timestamp")
                .doesNotContainKeys("iss", "aud", "exp", "azp");
        assertThat(String.valueOf(only.event().get("data")))
                .contains("is_suspended=true", "code=" + Paperwise.NORTHWIND, "id=" + Paperwise.EVE);
    }

    @Test
    void flagsAndPropertiesAreNotTold() {
        kinde.environment("").changeFlagsOrProperties(Paperwise.BO, user -> user.withFlags(Map.of("max_docs", 1L)));
        kinde.environment("").changeOrganization(Paperwise.FJORD, each -> each.suspended(true));

        assertThat(kinde.webhooks().unfinished()).isZero();
        assertThat(received).isEmpty();
    }

    @Test
    void aFailedDeliveryIsTriedAgainUnderTheSameId() {
        failures.set(3);

        suspend(Paperwise.EVE);
        awaitDelivered();

        assertThat(received)
                .hasSize(4)
                .extracting(Received::webhookId)
                .containsOnly(received.get(0).webhookId());
        assertThat(kinde.webhooks().deliveries()).extracting(Delivery::status).containsExactly(503, 503, 503, 200);
    }

    @Test
    void deliveriesAreRepeatedReorderedAndAged() {
        kinde.webhooks().disturb(new Disturbance(true, 1, Duration.ofDays(3)));
        suspend(Paperwise.EVE);
        suspend(Paperwise.BO);
        assertThat(received).isEmpty();

        kinde.webhooks().release(true);
        awaitDelivered();

        assertThat(received)
                .extracting(each -> String.valueOf(each.event().get("data")).contains(Paperwise.BO))
                .containsExactly(true, true, false, false);
        assertThat(received).extracting(Received::webhookId).containsExactly("msg_2", "msg_2", "msg_1", "msg_1");
        assertThat(Instant.parse(String.valueOf(received.get(0).event().get("timestamp"))))
                .isBefore(kinde.now().minus(Duration.ofDays(2)));
    }

    @Test
    void anEndpointThatIsDownIsTriedAgain() {
        endpoint.stop(0);

        suspend(Paperwise.EVE);

        await().until(() -> kinde.webhooks().deliveries().size() >= 4);
        assertThat(kinde.webhooks().deliveries()).extracting(Delivery::status).containsOnly(0);
    }
}
