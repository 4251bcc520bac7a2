package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.webhook.WebhookEndpoint;
import dev.verdict.kinde.emulator.webhook.WebhookEvent;
import dev.verdict.kinde.emulator.webhook.Webhooks;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of the management API that is about events and webhooks. */
final class WebhookRoutes {
    private final String environment;
    private final Webhooks webhooks;

    WebhookRoutes(String environment, Webhooks webhooks) {
        this.environment = environment;
        this.webhooks = webhooks;
    }

    void add(Routes routes, Guard guard, String prefix) {
        routes.on("GET", prefix + "/webhooks", guard.needs("read:webhooks", this::list))
                .on("POST", prefix + "/webhooks", guard.needsJson("create:webhooks", this::create))
                .on("PATCH", prefix + "/webhooks/{id}", guard.needsJson("update:webhooks", this::change))
                .on("DELETE", prefix + "/webhooks/{id}", guard.needs("delete:webhooks", this::delete))
                .on("GET", prefix + "/events/{id}", guard.needs("read:events", this::event))
                .on("GET", prefix + "/event_types", guard.needs("read:event_types", this::types));
    }

    private Response list(Request request) {
        return Listing.whole(
                "webhooks",
                webhooks.endpoints(environment).stream()
                        .map(WebhookRoutes::webhook)
                        .toList());
    }

    private static Map<String, @Nullable Object> webhook(WebhookEndpoint endpoint) {
        return JsonObject.with("id", endpoint.id())
                .and("name", endpoint.name())
                .and("endpoint", endpoint.url())
                .and("description", null)
                .and("event_types", endpoint.events())
                .map();
    }

    private Response create(Request request, Map<String, @Nullable Object> body) {
        List<String> types = JsonObject.texts(body, "event_types");
        try {
            WebhookEndpoint endpoint = webhooks.register(
                    environment,
                    JsonObject.text(body, "name", ""),
                    URI.create(JsonObject.text(body, "endpoint", "")),
                    known(types));
            return Response.json(
                    200,
                    JsonObject.with("code", "WEBHOOK_CREATED")
                            .and("message", "Webhook successfully created")
                            .and("webhook", webhook(endpoint))
                            .map());
        } catch (IllegalArgumentException e) {
            return Answers.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> known(List<String> types) {
        for (String type : types) {
            if (!WebhookEvent.TYPES.contains(type)) {
                throw new IllegalArgumentException("there is no type of event `" + type + "`");
            }
        }
        return types;
    }

    private Optional<WebhookEndpoint> find(String id) {
        return webhooks.endpoints(environment).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    private Response change(Request request, Map<String, @Nullable Object> body) {
        Optional<WebhookEndpoint> old = find(request.variable("id"));
        if (old.isEmpty()) {
            return Answers.notFound("webhook", request.variable("id"));
        }
        try {
            List<String> types = body.containsKey("event_types")
                    ? known(JsonObject.texts(body, "event_types"))
                    : old.get().events();
            WebhookEndpoint changed = webhooks.put(new WebhookEndpoint(
                    old.get().id(),
                    environment,
                    JsonObject.text(body, "name", old.get().name()),
                    old.get().url(),
                    types));
            return Answers.object(JsonObject.with("webhook", webhook(changed)).map());
        } catch (IllegalArgumentException e) {
            return Answers.invalid(String.valueOf(e.getMessage()));
        }
    }

    private Response delete(Request request) {
        String id = request.variable("id");
        if (find(id).isEmpty()) {
            return Answers.notFound("webhook", id);
        }
        webhooks.remove(id);
        return Answers.done("WEBHOOK_DELETED", "Webhook successfully deleted");
    }

    private Response event(Request request) {
        String id = request.variable("id");
        return webhooks.event(id)
                .filter(event -> event.environment().equals(environment))
                .map(event ->
                        Answers.object(JsonObject.with("event", event.payload()).map()))
                .orElseGet(() -> Answers.notFound("event", id));
    }

    private Response types(Request request) {
        return Listing.whole(
                "event_types",
                WebhookEvent.TYPES.stream()
                        .map(type ->
                                JsonObject.with("id", type).and("code", type).map())
                        .toList());
    }
}
