package dev.verdict.kinde.webhook;

import dev.verdict.kinde.api.OrganizationFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what an event calls for. Doing it twice does no harm. */
final class EventEffects {
    private static final Logger LOG = LoggerFactory.getLogger(EventEffects.class);

    private final WebhookEffects effects;
    private final DenyList denyList;
    private final @Nullable OrganizationLookup organizations;

    EventEffects(WebhookEffects effects, DenyList denyList, @Nullable OrganizationLookup organizations) {
        this.effects = effects;
        this.denyList = denyList;
        this.organizations = organizations;
    }

    /**
     * What was done, one phrase each.
     *
     * @return null when the event does not say whom it is about
     */
    @Nullable
    List<String> apply(Event event) {
        return switch (event.type()) {
            case "user.updated" -> userUpdated(event);
            case "user.deleted" -> userDeleted(event);
            case "organization.updated" -> organizationUpdated(event);
            case "organization.deleted" -> organizationDeleted(event);
            case "role.updated", "role.deleted", "permission.updated", "permission.deleted" -> {
                effects.dropRolesAndPermissions();
                yield List.of("dropped roles and permissions");
            }
            case "customer.plan_assigned",
                    "customer.plan_changed",
                    "customer.agreement_created",
                    "customer.agreement_cancelled",
                    "customer.payment_failed",
                    "customer.invoice_overdue",
                    "customer.meter_usage_updated" -> customerChanged(event);
            // Events of things that nothing is known about yet, and types that are younger than this code.
            default -> List.of();
        };
    }

    private @Nullable List<String> userUpdated(Event event) {
        String id = event.firstText("user.id", "id");
        if (id == null) {
            return null;
        }
        effects.dropUser(id);
        Object suspended = event.value("user", "is_suspended");
        if (Boolean.TRUE.equals(suspended) || "true".equals(suspended)) {
            boolean denied = denyList.denyUser(id, event.at(), "user `" + id + "` is suspended");
            return denied ? List.of("dropped the user", "denied the user") : outdated("user");
        }
        if (Boolean.FALSE.equals(suspended) || "false".equals(suspended)) {
            boolean reinstated = denyList.reinstateUser(id, event.at());
            return reinstated ? List.of("dropped the user", "reinstated the user") : outdated("user");
        }
        return List.of("dropped the user");
    }

    private static List<String> outdated(String what) {
        return List.of("dropped the " + what, "left the deny list as a newer event has it");
    }

    private @Nullable List<String> userDeleted(Event event) {
        String id = event.firstText("user.id", "id");
        if (id == null) {
            return null;
        }
        effects.dropUser(id);
        boolean denied = denyList.denyUser(id, event.at(), "user `" + id + "` was deleted");
        return denied ? List.of("dropped the user", "denied the user") : outdated("user");
    }

    private @Nullable List<String> organizationUpdated(Event event) {
        String code = event.firstText("organization.code", "code");
        if (code == null) {
            return null;
        }
        effects.dropOrganization(code);
        if (organizations == null) {
            return List.of("dropped the organization");
        }
        var unused = organizations.read(code).whenComplete((facts, failure) -> {
            Boolean suspended = facts == null
                    ? null
                    : facts.map(OrganizationFacts::suspended).orElse(null);
            suspension(event, code, suspended);
        });
        return List.of("dropped the organization", "asked whether it is suspended");
    }

    private void suspension(Event event, String code, @Nullable Boolean suspended) {
        if (suspended == null) {
            LOG.warn("Cannot read whether an organization is suspended, after event {}", event.id());
        } else if (suspended) {
            denyList.denyOrganization(code, event.at(), "organization `" + code + "` is suspended");
        } else {
            denyList.reinstateOrganization(code, event.at());
        }
    }

    private @Nullable List<String> organizationDeleted(Event event) {
        String code = event.firstText("organization.code", "code");
        if (code == null) {
            return null;
        }
        effects.dropOrganization(code);
        boolean denied = denyList.denyOrganization(code, event.at(), "organization `" + code + "` was deleted");
        return denied ? List.of("dropped the organization", "denied the organization") : outdated("organization");
    }

    /** The shape of these events is not published, so the customer is looked for where it may be. */
    private List<String> customerChanged(Event event) {
        String customer = event.firstText(
                "customer.id",
                "customer_id",
                "customer.customer_id",
                "agreement.customer_id",
                "organization.code",
                "org_code",
                "user.id",
                "user_id");
        if (customer == null) {
            effects.dropEntitlements();
            return List.of("dropped the entitlements of everyone");
        }
        effects.dropEntitlements(customer);
        return List.of("dropped the entitlements of the customer");
    }
}
