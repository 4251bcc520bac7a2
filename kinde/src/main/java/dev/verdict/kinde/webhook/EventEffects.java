package dev.verdict.kinde.webhook;

import dev.verdict.kinde.webhook.EventEffect.Done;
import dev.verdict.kinde.webhook.EventEffect.Nobody;
import dev.verdict.kinde.webhook.EventEffect.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what an event calls for. Doing it twice does no harm. */
final class EventEffects {
    private static final Logger LOG = LoggerFactory.getLogger(EventEffects.class);

    private final WebhookEffects effects;
    private final DenyList denyList;
    private final @Nullable OrganizationLookup organizations;
    private final Duration patience;

    /**
     * Effects on {@code effects} and {@code denyList}.
     *
     * @param patience how long reading an organization may take
     */
    EventEffects(
            WebhookEffects effects, DenyList denyList, @Nullable OrganizationLookup organizations, Duration patience) {
        this.effects = effects;
        this.denyList = denyList;
        this.organizations = organizations;
        this.patience = patience;
    }

    /** Completes at once, or on a thread of its own when something has to be read. */
    CompletionStage<EventEffect> apply(Event event) {
        if (event.type().equals("organization.updated")) {
            return organizationUpdated(event);
        }
        List<String> done = applyAtOnce(event);
        return CompletableFuture.completedStage(done == null ? new Nobody() : new Done(done));
    }

    /** What was done; null when the event does not say whom it is about. */
    private @Nullable List<String> applyAtOnce(Event event) {
        return switch (event.type()) {
            case "user.updated" -> userUpdated(event);
            case "user.deleted" -> userDeleted(event);
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

    private CompletionStage<EventEffect> organizationUpdated(Event event) {
        String code = event.firstText("organization.code", "code");
        if (code == null) {
            return CompletableFuture.completedStage(new Nobody());
        }
        effects.dropOrganization(code);
        if (organizations == null) {
            return CompletableFuture.completedStage(new Done(List.of("dropped the organization")));
        }
        return organizations
                .read(code)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(Optional.empty(), patience.toNanos(), TimeUnit.NANOSECONDS)
                .handleAsync(
                        (facts, failure) -> failure == null && facts.isPresent()
                                ? new Done(suspension(event, code, facts.get().suspended()))
                                : unread(event, failure),
                        task -> Thread.ofVirtual().name("kinde-webhook").start(task));
    }

    private List<String> suspension(Event event, String code, @Nullable Boolean suspended) {
        if (suspended == null) {
            LOG.warn(
                    "The Management API does not say whether an organization is suspended, after event {}", event.id());
            return List.of("dropped the organization", "was not told whether it is suspended");
        }
        if (suspended) {
            boolean denied = denyList.denyOrganization(code, event.at(), "organization `" + code + "` is suspended");
            return denied ? List.of("dropped the organization", "denied the organization") : outdated("organization");
        }
        boolean reinstated = denyList.reinstateOrganization(code, event.at());
        return reinstated
                ? List.of("dropped the organization", "reinstated the organization")
                : outdated("organization");
    }

    private static EventEffect unread(Event event, @Nullable Throwable failure) {
        LOG.warn("Cannot read whether an organization is suspended, after event {}", event.id(), failure);
        return new Unknown("organization_unavailable", "it cannot be read whether the organization is suspended");
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
