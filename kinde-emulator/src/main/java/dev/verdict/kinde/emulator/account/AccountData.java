package dev.verdict.kinde.emulator.account;

import dev.verdict.kinde.emulator.data.Entitlement;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.Plan;
import dev.verdict.kinde.emulator.data.PropertyDefinition;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of which the account API's answers consist. */
final class AccountData {
    private final EnvironmentState environment;

    AccountData(EnvironmentState environment) {
        this.environment = environment;
    }

    List<Map<String, @Nullable Object>> permissions(Identity identity) {
        return identity.permissions().stream()
                .flatMap(key -> environment.directory().permission(key).stream())
                .map(permission -> JsonObject.with("id", permission.id())
                        .and("name", permission.name())
                        .and("key", permission.key())
                        .map())
                .toList();
    }

    List<Map<String, @Nullable Object>> roles(Identity identity) {
        return identity.roles().stream()
                .map(role -> JsonObject.with("id", role.id())
                        .and("name", role.name())
                        .and("key", role.key())
                        .map())
                .toList();
    }

    List<Map<String, @Nullable Object>> flags(Identity identity) {
        List<Map<String, @Nullable Object>> flags = new ArrayList<>();
        identity.flags()
                .forEach((flag, value) -> flags.add(JsonObject.with("id", flag.id())
                        .and("name", flag.name())
                        .and("key", flag.key())
                        .and("type", flag.type().word())
                        .and("value", value)
                        .map()));
        return flags;
    }

    /** Those of the person, then those of the organization. */
    List<Map<String, @Nullable Object>> properties(Identity identity) {
        List<Map<String, @Nullable Object>> properties = new ArrayList<>(
                properties(PropertyDefinition.Context.USR, identity.user().properties()));
        Organization organization = identity.organization();
        if (organization != null) {
            properties.addAll(properties(PropertyDefinition.Context.ORG, organization.properties()));
        }
        return properties;
    }

    private List<Map<String, @Nullable Object>> properties(
            PropertyDefinition.Context context, Map<String, String> values) {
        return environment.directory().properties(context).stream()
                .filter(property -> !property.isPrivate() && values.containsKey(property.key()))
                .map(property -> JsonObject.with("id", property.id())
                        .and("name", property.name())
                        .and("key", property.key())
                        .and("value", values.get(property.key()))
                        .map())
                .toList();
    }

    List<Map<String, @Nullable Object>> plans(Identity identity) {
        Organization organization = identity.organization();
        if (organization == null || environment.currentPlan(organization).isEmpty()) {
            return List.of();
        }
        return List.of(JsonObject.with("key", environment.currentPlan(organization))
                .and("subscribed_on", "2026-01-01T00:00:00Z")
                .map());
    }

    List<Map<String, @Nullable Object>> entitlements(Identity identity) {
        Organization organization = identity.organization();
        return organization == null
                ? List.of()
                : environment
                        .directory()
                        .plan(environment.currentPlan(organization))
                        .map(Plan::entitlements)
                        .orElse(List.of())
                        .stream()
                        .map(AccountData::entitlement)
                        .toList();
    }

    private static Map<String, @Nullable Object> entitlement(Entitlement entitlement) {
        return JsonObject.with("id", entitlement.id())
                .and("fixed_charge", entitlement.fixedCharge())
                .and("price_name", entitlement.priceName())
                .and("unit_amount", entitlement.unitAmount())
                .and("feature_key", entitlement.featureKey())
                .and("feature_name", entitlement.featureName())
                .and("entitlement_limit_max", entitlement.max())
                .and("entitlement_limit_min", entitlement.min())
                .map();
    }

    static Map<String, @Nullable Object> organization(Organization organization) {
        return JsonObject.with("id", organization.code())
                .and("name", organization.name())
                .and("code", organization.code())
                .map();
    }

    static Map<String, @Nullable Object> profile(User user) {
        return JsonObject.with("id", user.id())
                .and("first_name", user.profile().firstName())
                .and("last_name", user.profile().lastName())
                .and("email", user.profile().email())
                .and("provided_id", user.providedId())
                .map();
    }
}
