package dev.verdict.kinde.emulator.control;

import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.webhook.Delivery;
import dev.verdict.kinde.emulator.webhook.Disturbance;
import dev.verdict.kinde.emulator.webhook.WebhookEndpoint;
import dev.verdict.kinde.emulator.webhook.WebhookEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of the control API that is about webhooks. */
final class WebhookControl {
    private final Emulation emulation;

    WebhookControl(Emulation emulation) {
        this.emulation = emulation;
    }

    void add(Routes routes) {
        String webhooks = Emulation.CONTROL + "/webhooks";
        routes.on("GET", webhooks + "/deliveries", this::deliveries)
                .on("POST", webhooks + "/endpoints", ControlRoutes.json(this::register))
                .on("DELETE", webhooks + "/endpoints/{id}", this::remove)
                .on("POST", webhooks + "/disturbance", ControlRoutes.json(this::disturb))
                .on("POST", webhooks + "/release", ControlRoutes.json(this::release))
                .on("POST", webhooks + "/events", ControlRoutes.json(this::send));
    }

    private Response deliveries(Request request) {
        List<Map<String, @Nullable Object>> all = emulation.webhooks().deliveries().stream()
                .map(WebhookControl::delivery)
                .toList();
        return Response.json(
                200,
                Map.of("deliveries", all, "unfinished", emulation.webhooks().unfinished()));
    }

    private static Map<String, @Nullable Object> delivery(Delivery delivery) {
        return JsonObject.with("webhook_id", delivery.webhookId())
                .and("event_id", delivery.eventId())
                .and("type", delivery.type())
                .and("url", delivery.url())
                .and("attempt", delivery.attempt())
                .and("status", delivery.status())
                .and("at", delivery.at())
                .map();
    }

    private Response register(Map<String, @Nullable Object> body) {
        Issuer issuer = emulation.issuer(JsonObject.text(body, "issuer", ""));
        WebhookEndpoint endpoint = emulation
                .webhooks()
                .register(
                        issuer.environment().name(),
                        JsonObject.text(body, "name", "control"),
                        URI.create(JsonObject.text(body, "url", "")),
                        JsonObject.texts(body, "events"));
        return Response.json(200, Map.of("id", endpoint.id()));
    }

    private Response remove(Request request) {
        if (!emulation.webhooks().remove(request.variable("id"))) {
            throw new ControlException("there is no webhook `" + request.variable("id") + "`");
        }
        return Response.json(200, Map.of());
    }

    private Response disturb(Map<String, @Nullable Object> body) {
        emulation
                .webhooks()
                .disturb(new Disturbance(
                        Boolean.TRUE.equals(body.get("hold")),
                        (int) ControlRoutes.whole(body, "copies", 0),
                        Duration.ofSeconds(ControlRoutes.whole(body, "age_seconds", 0))));
        return Response.json(200, Map.of());
    }

    private Response release(Map<String, @Nullable Object> body) {
        emulation.webhooks().release(Boolean.TRUE.equals(body.get("last_first")));
        return Response.json(200, Map.of());
    }

    /** An event of any shape; what is not given is made up. */
    private Response send(Map<String, @Nullable Object> body) {
        Issuer issuer = emulation.issuer(JsonObject.text(body, "issuer", ""));
        String now = issuer.environment().now().toString();
        JsonObject payload = JsonObject.with("data", JsonObject.object(body, "data"))
                .and(
                        "event_id",
                        JsonObject.text(
                                body, "event_id", issuer.environment().counter().id("event_")))
                .and("event_timestamp", JsonObject.text(body, "event_timestamp", now))
                .and("source", JsonObject.text(body, "source", "admin"))
                .and("timestamp", JsonObject.text(body, "timestamp", now))
                .and("type", JsonObject.text(body, "type", "user.updated"));
        JsonObject.object(body, "extra").forEach(payload::and);
        var event = new WebhookEvent(issuer.environment().name(), payload.map());
        emulation.webhooks().send(issuer, event);
        return Response.json(200, Map.of("event_id", event.id()));
    }
}
