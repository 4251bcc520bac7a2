package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.Permission;
import dev.verdict.kinde.emulator.data.Plan;
import dev.verdict.kinde.emulator.data.PropertyDefinition.Context;
import dev.verdict.kinde.emulator.data.Role;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of the management API that is about what all organizations share: roles, permissions, flags, plans. */
final class CatalogueRoutes {
    private final EnvironmentState environment;

    CatalogueRoutes(EnvironmentState environment) {
        this.environment = environment;
    }

    void add(Routes routes, Guard guard, String prefix) {
        String role = prefix + "/roles/{id}";
        routes.on("GET", prefix + "/roles", guard.needs("read:roles", this::roles))
                .on("PATCH", role, guard.needsJson("update:roles", this::changeRole))
                .on("GET", role + "/permissions", guard.needs("read:role_permissions", this::rolePermissions))
                .on(
                        "PATCH",
                        role + "/permissions",
                        guard.needsJson("update:role_permissions", this::changeRolePermissions))
                .on("GET", role + "/scopes", guard.needs("read:role_scopes", this::roleScopes))
                .on("GET", prefix + "/permissions", guard.needs("read:permissions", this::permissions))
                .on("GET", prefix + "/properties", guard.needs("read:properties", this::properties))
                .on(
                        "GET",
                        prefix + "/applications/{id}/properties",
                        guard.needs("read:application_properties", this::applicationProperties))
                .on(
                        "GET",
                        prefix + "/environment/feature_flags",
                        guard.needs("read:environment_feature_flags", this::flags))
                .on(
                        "PATCH",
                        prefix + "/environment/feature_flags/{key}",
                        guard.needsJson("update:environment_feature_flags", this::changeFlag))
                .on(
                        "DELETE",
                        prefix + "/environment/feature_flags/{key}",
                        guard.needs("update:environment_feature_flags", this::removeFlag))
                .on(
                        "GET",
                        prefix + "/billing/entitlements",
                        guard.needs("read:billing_entitlements", this::entitlements))
                .on("GET", prefix + "/billing/agreements", guard.needs("read:billing_agreements", this::agreements));
    }

    private Response roles(Request request) {
        return Listing.byToken(request.query(), "roles", environment.directory().roles(), Shapes::role);
    }

    private Response changeRole(Request request, Map<String, @Nullable Object> body) {
        String id = request.variable("id");
        return environment
                .changeRole(id, old -> old.renamed(old.key(), JsonObject.text(body, "name", old.name())))
                .map(role -> Answers.done("ROLE_UPDATED", "Role updated"))
                .orElseGet(() -> Answers.notFound("role", id));
    }

    private Response rolePermissions(Request request) {
        String id = request.variable("id");
        return environment
                .directory()
                .roleWithId(id)
                .map(role -> Listing.byToken(request.query(), "permissions", permissionsOf(role), Shapes::permission))
                .orElseGet(() -> Answers.notFound("role", id));
    }

    private List<Permission> permissionsOf(Role role) {
        return role.permissions().stream()
                .flatMap(key -> environment.directory().permission(key).stream())
                .toList();
    }

    /** Adds permissions, or takes those away whose {@code operation} is {@code delete}. */
    private Response changeRolePermissions(Request request, Map<String, @Nullable Object> body) {
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (Map<String, @Nullable Object> each : JsonObject.objects(body, "permissions")) {
            String id = JsonObject.text(each, "id", "");
            Optional<Permission> permission = environment.directory().permissions().stream()
                    .filter(known -> known.id().equals(id))
                    .findFirst();
            if (permission.isEmpty()) {
                return Answers.notFound("permission", id);
            }
            boolean deletes = JsonObject.text(each, "operation", "").equals("delete");
            (deletes ? removed : added).add(permission.get().key());
        }
        return environment
                .changeRole(request.variable("id"), role -> {
                    List<String> keys = new ArrayList<>(role.permissions());
                    keys.removeAll(removed);
                    keys.removeAll(added);
                    keys.addAll(added);
                    return role.withPermissions(keys);
                })
                .map(role -> Answers.object(JsonObject.with("permissions_added", added)
                        .and("permissions_removed", removed)
                        .map()))
                .orElseGet(() -> Answers.notFound("role", request.variable("id")));
    }

    /** Roles have no scopes in the data. */
    private Response roleScopes(Request request) {
        String id = request.variable("id");
        return environment.directory().roleWithId(id).isPresent()
                ? Listing.whole("scopes", List.of())
                : Answers.notFound("role", id);
    }

    private Response permissions(Request request) {
        return Listing.byToken(
                request.query(), "permissions", environment.directory().permissions(), Shapes::permission);
    }

    private Response properties(Request request) {
        String wanted = request.query().first("context", "");
        return Listing.whole(
                "properties",
                Arrays.stream(Context.values())
                        .filter(context -> wanted.isEmpty()
                                || context.name().toLowerCase(Locale.ROOT).equals(wanted))
                        .flatMap(context -> environment.directory().properties(context).stream())
                        .map(Shapes::property)
                        .toList());
    }

    private Response applicationProperties(Request request) {
        String id = request.variable("id");
        return environment
                .directory()
                .application(id)
                .map(Application::properties)
                .map(values -> Properties.list(environment, Context.APP, values))
                .orElseGet(() -> Answers.notFound("application", id));
    }

    private Response flags(Request request) {
        Map<String, Object> flags = new LinkedHashMap<>();
        environment.directory().flags().forEach(flag -> flags.put(flag.key(), Shapes.flag(flag, flag.value())));
        return Answers.object(
                JsonObject.with("feature_flags", flags).and("next_token", null).map());
    }

    private Response changeFlag(Request request, Map<String, @Nullable Object> body) {
        String key = request.variable("key");
        String text = String.valueOf(body.get("value"));
        return FlagValues.change(environment, key, Flag.Level.ENV, text, value -> {
            environment.changeFlag(key, old -> old.withEnvironmentValue(value));
            return Answers.done("FEATURE_FLAG_UPDATED", "Success");
        });
    }

    private Response removeFlag(Request request) {
        String key = request.variable("key");
        return environment
                        .changeFlag(key, old -> old.withEnvironmentValue(null))
                        .isPresent()
                ? Answers.done("FEATURE_FLAG_DELETED", "Success")
                : Answers.notFound("feature flag", key);
    }

    /** Customers are organizations; their ids are the codes. */
    private Optional<Plan> plan(Request request) {
        return environment
                .directory()
                .organization(request.query().first("customer_id", ""))
                .map(environment::currentPlan)
                .flatMap(environment.directory()::plan);
    }

    private static Response noCustomer(Request request) {
        return Answers.notFound("customer", request.query().first("customer_id", ""));
    }

    private Response entitlements(Request request) {
        return plan(request)
                .map(plan -> Listing.byCursor(
                        request.query(),
                        "entitlements",
                        plan.entitlements(),
                        each -> each.id(),
                        each -> JsonObject.with("id", each.id())
                                .and("fixed_charge", each.fixedCharge())
                                .and("price_name", each.priceName())
                                .and("unit_amount", each.unitAmount())
                                .and("feature_code", each.featureKey())
                                .and("feature_name", each.featureName())
                                .and("entitlement_limit_max", each.max())
                                .and("entitlement_limit_min", each.min())
                                .map()))
                .orElseGet(() -> noCustomer(request));
    }

    private Response agreements(Request request) {
        return plan(request)
                .map(plan -> Listing.whole(
                        "agreements",
                        List.of(JsonObject.with("id", "agreement_" + plan.key())
                                .and("plan_code", plan.key())
                                .and("expires_on", expiry(request))
                                .and("billing_group_id", null)
                                .and(
                                        "entitlements",
                                        plan.entitlements().stream()
                                                .map(each -> Map.of(
                                                        "feature_code", each.featureKey(), "entitlement_id", each.id()))
                                                .toList())
                                .map())))
                .orElseGet(() -> noCustomer(request));
    }

    private @Nullable String expiry(Request request) {
        Optional<Organization> customer =
                environment.directory().organization(request.query().first("customer_id", ""));
        return customer.flatMap(environment::trialEnd).map(Object::toString).orElse(null);
    }
}
