package dev.verdict.kinde.emulator.webhook;

import dev.verdict.kinde.emulator.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event.
 *
 * @param payload all members, in the order in which they are signed
 */
public record WebhookEvent(String environment, Map<String, @Nullable Object> payload) {
    /** The types that webhooks can be registered for. */
    public static final List<String> TYPES = List.of(
            "user.created",
            "user.updated",
            "user.deleted",
            "user.authenticated",
            "user.authentication_failed",
            "organization.created",
            "organization.updated",
            "organization.deleted",
            "role.created",
            "role.updated",
            "role.deleted",
            "permission.created",
            "permission.updated",
            "permission.deleted",
            "subscriber.created",
            "access_request.created",
            "passkey.added",
            "passkey.removed",
            "customer.agreement_created",
            "customer.agreement_cancelled",
            "customer.invoice_overdue",
            "customer.meter_usage_updated",
            "customer.payment_failed",
            "customer.payment_succeeded",
            "customer.plan_created",
            "customer.plan_assigned",
            "customer.plan_changed");

    public WebhookEvent {
        payload = Collections.unmodifiableMap(new LinkedHashMap<>(payload));
    }

    /** The member {@code type}. */
    public String type() {
        return JsonObject.text(payload, "type", "");
    }

    /** The member {@code event_id}. */
    public String id() {
        return JsonObject.text(payload, "event_id", "");
    }
}
