package dev.verdict.kinde.emulator.token;

import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.PropertyDefinition.Context;
import dev.verdict.kinde.emulator.data.Role;
import dev.verdict.kinde.emulator.data.TokenRules;
import dev.verdict.kinde.emulator.data.TokenRules.ExtraClaim;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Grant;
import dev.verdict.kinde.emulator.state.Identity;
import dev.verdict.kinde.emulator.state.Issuer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims of access tokens of people, as an application has them customized. */
final class AccessClaims {
    private static final Set<String> NEVER_STRIPPED =
            Set.of("azp", "exp", "iat", "iss", "nbf", "sid", "sub", "act", "aud", "jti", "scp");
    private static final Set<String> MOVED_BY_HASURA = Set.of(
            "permissions",
            "org_code",
            "org_name",
            "org_codes",
            "organizations",
            "roles",
            "feature_flags",
            "user_properties",
            "organization_properties");

    private AccessClaims() {}

    static Map<String, @Nullable Object> of(Issuer issuer, Application application, Grant grant, Identity identity) {
        TokenRules rules = application.rules();
        JsonObject claims = new JsonObject();
        customizable(claims, issuer.environment(), application, grant, identity);
        Map<String, @Nullable Object> all = hasura(claims.map(), rules);
        rules.stripped().forEach(name -> {
            if (!NEVER_STRIPPED.contains(name)) {
                all.remove(name);
            }
        });
        rules.customClaims().forEach((name, value) -> {
            if (!NEVER_STRIPPED.contains(name)) {
                all.put(name, value);
            }
        });
        all.putAll(registered(issuer, grant, rules));
        return all;
    }

    private static Map<String, @Nullable Object> registered(Issuer issuer, Grant grant, TokenRules rules) {
        EnvironmentState environment = issuer.environment();
        Instant now = environment.now();
        return JsonObject.with("aud", grant.audiences())
                .and("azp", grant.clientId())
                .and("exp", now.plus(rules.accessLifetime()).getEpochSecond())
                .and("iat", now.getEpochSecond())
                .and("iss", issuer.id())
                .and("jti", environment.counter().uuid().toString())
                .and("scp", grant.scopes())
                .and("sub", grant.userId())
                .map();
    }

    private static void customizable(
            JsonObject claims, EnvironmentState environment, Application application, Grant grant, Identity identity) {
        TokenRules rules = application.rules();
        Organization organization = identity.organization();
        if (organization != null) {
            claims.and("org_code", organization.code());
            organization(claims, environment, rules, organization);
            permissions(claims, rules, grant, identity.permissions());
            if (rules.has(ExtraClaim.ROLES)) {
                claims.and("roles", roles(identity.roles()));
            }
        }
        claims.and("feature_flags", flags(identity.flags()));
        if (rules.has(ExtraClaim.EMAIL)) {
            claims.and("email", identity.user().profile().email());
        }
        if (rules.has(ExtraClaim.USER_PROPERTIES)) {
            claims.and(
                    "user_properties",
                    properties(environment, Context.USR, identity.user().properties()));
        }
        if (rules.has(ExtraClaim.APPLICATION_PROPERTIES)) {
            claims.and("application_properties", properties(environment, Context.APP, application.properties()));
        }
        if (rules.has(ExtraClaim.EXT_GROUPS) && !identity.user().groups().isEmpty()) {
            claims.and("ext_groups", identity.user().groups());
        }
    }

    private static void organization(
            JsonObject claims, EnvironmentState environment, TokenRules rules, Organization organization) {
        if (rules.has(ExtraClaim.ORG_NAME)) {
            claims.and("org_name", organization.name());
        }
        if (rules.has(ExtraClaim.EXTERNAL_ORG_ID)) {
            claims.andIfPresent("external_org_id", organization.externalId());
        }
        if (rules.has(ExtraClaim.EXTERNAL_ORGANIZATION_ID)) {
            claims.andIfPresent("external_organization_id", organization.externalId());
        }
        if (rules.has(ExtraClaim.ORGANIZATION_PROPERTIES)) {
            claims.and("organization_properties", properties(environment, Context.ORG, organization.properties()));
        }
        if (rules.has(ExtraClaim.TRIAL) && organization.trial() != null) {
            var end = environment.trialEnd(organization);
            claims.and("has_trial_period", end.isPresent());
            end.ifPresent(instant -> claims.and("trial_expires_on", instant.toString()));
        }
    }

    private static void permissions(JsonObject claims, TokenRules rules, Grant grant, List<String> permissions) {
        List<String> all = new ArrayList<>(permissions);
        if (rules.apiScopesInPermissions()) {
            grant.scopes().stream()
                    .filter(scope -> !UserScopes.OPENID.contains(scope))
                    .forEach(all::add);
        }
        if (!all.isEmpty()) {
            claims.and("permissions", all);
        }
    }

    static List<Map<String, @Nullable Object>> roles(List<Role> roles) {
        return roles.stream()
                .map(role -> JsonObject.with("id", role.id())
                        .and("key", role.key())
                        .and("name", role.name())
                        .map())
                .toList();
    }

    static Map<String, Object> flags(Map<Flag, Object> flags) {
        Map<String, Object> claim = new LinkedHashMap<>();
        flags.forEach((flag, value) -> claim.put(
                flag.key(),
                JsonObject.with("t", flag.type().letter()).and("v", value).map()));
        return claim;
    }

    /** Those that are defined and not private. */
    static Map<String, Object> properties(EnvironmentState environment, Context context, Map<String, String> values) {
        Map<String, Object> claim = new LinkedHashMap<>();
        environment.directory().properties(context).stream()
                .filter(property -> !property.isPrivate() && values.containsKey(property.key()))
                .forEach(property -> claim.put(property.key(), Map.of("v", values.getOrDefault(property.key(), ""))));
        return claim;
    }

    /** Moves claims to the names that Hasura's mapping gives them; two of them keep their underscore. */
    static Map<String, @Nullable Object> hasura(Map<String, @Nullable Object> claims, TokenRules rules) {
        Map<String, @Nullable Object> moved = new LinkedHashMap<>();
        claims.forEach((name, value) ->
                moved.put(rules.isHasuraMapped() && MOVED_BY_HASURA.contains(name) ? hasuraName(name) : name, value));
        return moved;
    }

    private static String hasuraName(String name) {
        return "x-hasura-" + (name.endsWith("_properties") ? name : name.replace('_', '-'));
    }
}
