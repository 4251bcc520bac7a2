package dev.verdict.kinde.mapping;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.claims.Warnings;
import dev.verdict.kinde.identity.Entitlement;
import dev.verdict.kinde.identity.Flag;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Organization;
import dev.verdict.kinde.identity.Profile;
import dev.verdict.kinde.identity.Provenance;
import dev.verdict.kinde.identity.Role;
import dev.verdict.kinde.identity.Sourced;
import dev.verdict.kinde.identity.TokenFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tree that policies see as {@code P.attr.kinde}. Maps and lists are always there, so that a condition that
 * looks for something in them is false and not an error.
 */
final class AttributeTree {
    private final Declared declared;
    private final Warnings warnings;

    AttributeTree(Declared declared, Warnings warnings) {
        this.declared = declared;
        this.warnings = warnings;
    }

    Attributes of(Identity identity) {
        Attributes.Builder tree = Attributes.builder();
        Organization organization = identity.organization();
        tree.putTrusted("subjectType", identity.subjectType().text());
        tree.putTrusted("orgCode", organization.code());
        putKnown(tree, "orgName", organization.name());
        putKnown(tree, "orgExternalId", organization.externalId());
        tree.putTrusted("orgCodes", organization.codes());
        tree.putTrusted("org", object("properties", properties(identity, PropertyOwner.ORGANIZATION)));
        tree.putTrusted("permissions", identity.permissions().value());
        putRoles(tree, identity.roles().value());
        putFlags(tree, identity.flags().value());
        tree.putTrusted("user", user(identity));
        tree.putTrusted("app", application(identity));
        tree.putTrusted("scopes", identity.scopes());
        putBilling(tree, identity);
        tree.putTrusted("trial", trial(identity));
        tree.putTrusted("ext", external(identity));
        tree.putTrusted("claims", identity.custom());
        tree.putTrusted("token", token(identity.token()));
        tree.putTrusted("sources", sources(identity));
        if (identity.actor() != null) {
            tree.putTrusted("actor", object("sub", identity.actor()));
        }
        return tree.build();
    }

    private static Attributes object(String name, @Nullable Object value) {
        return Attributes.builder().putTrusted(name, value).build();
    }

    private static void putKnown(Attributes.Builder tree, String name, @Nullable Object value) {
        if (value != null) {
            tree.putTrusted(name, value);
        }
    }

    private static void putRoles(Attributes.Builder tree, List<Role> roles) {
        List<Attributes> objects = new ArrayList<>(roles.size());
        List<String> keys = new ArrayList<>(roles.size());
        for (Role role : roles) {
            objects.add(Attributes.builder()
                    .putTrusted("id", role.id())
                    .putTrusted("key", role.key())
                    .putTrusted("name", role.name())
                    .build());
            keys.add(role.key());
        }
        tree.putTrusted("roles", List.copyOf(objects));
        tree.putTrusted("roleKeys", List.copyOf(keys));
    }

    private void putFlags(Attributes.Builder tree, Map<String, Flag> flags) {
        Attributes.Builder values = Attributes.builder();
        Attributes.Builder types = Attributes.builder();
        flags.forEach((key, flag) -> {
            Declaration declaration = declared.flags().get(key);
            if (declaration == null || declaration.type().holds(flag.value())) {
                values.put(key, flag.value());
                if (!flag.type().isEmpty()) {
                    types.putTrusted(key, flag.type());
                }
            } else {
                warnings.add("flag " + Warnings.quoted(key) + " is not of its declared type and counts as absent");
            }
        });
        putFallbacks(values, declared.flags());
        tree.putTrusted("flags", values.build());
        tree.putTrusted("flagTypes", types.build());
    }

    private static void putFallbacks(Attributes.Builder values, Map<String, Declaration> declarations) {
        declarations.forEach((key, declaration) -> {
            if (declaration.fallback() != null && !values.contains(key)) {
                values.putTrusted(key, declaration.fallback());
            }
        });
    }

    private Attributes properties(Identity identity, PropertyOwner owner) {
        Attributes given = switch (owner) {
            case USER -> identity.properties().value().user();
            case ORGANIZATION -> identity.properties().value().organization();
            case APPLICATION -> identity.properties().value().application();
        };
        Map<String, Declaration> declarations = declared.propertiesOf(owner);
        if (declarations.isEmpty()) {
            return given;
        }
        Attributes.Builder values = Attributes.builder();
        for (Map.Entry<String, @Nullable Object> entry : given.entrySet()) {
            Declaration declaration = declarations.get(entry.getKey());
            Object value =
                    declaration == null ? entry.getValue() : declaration.type().convert(entry.getValue());
            if (value == null) {
                warnings.add("property " + Warnings.quoted(entry.getKey())
                        + " is not of its declared type and counts as absent");
            } else {
                values.putTrusted(entry.getKey(), value);
            }
        }
        putFallbacks(values, declarations);
        return values.build();
    }

    private Attributes user(Identity identity) {
        Profile profile = identity.profile();
        Attributes.Builder user = Attributes.builder();
        putKnown(user, "email", profile.email());
        putKnown(user, "givenName", profile.givenName());
        putKnown(user, "familyName", profile.familyName());
        putKnown(user, "picture", profile.picture());
        putKnown(user, "providedId", profile.providedId());
        return user.putTrusted("properties", properties(identity, PropertyOwner.USER))
                .build();
    }

    private Attributes application(Identity identity) {
        Attributes.Builder application = Attributes.builder();
        String clientId = identity.token().clientId();
        putKnown(application, "clientId", clientId.isEmpty() ? null : clientId);
        return application
                .putTrusted("properties", properties(identity, PropertyOwner.APPLICATION))
                .build();
    }

    private static void putBilling(Attributes.Builder tree, Identity identity) {
        Attributes.Builder entitlements = Attributes.builder();
        for (Entitlement entitlement : identity.billing().value().entitlements()) {
            Attributes.Builder one = Attributes.builder();
            putKnown(one, "min", entitlement.min());
            putKnown(one, "max", entitlement.max());
            one.putTrusted("unlimited", entitlement.isUnlimited());
            one.putTrusted("priceName", entitlement.priceName());
            entitlements.putTrusted(entitlement.featureKey(), one.build());
        }
        tree.putTrusted("entitlements", entitlements.build());
        tree.putTrusted("plans", identity.billing().value().plans());
    }

    private static Attributes trial(Identity identity) {
        Attributes.Builder trial = Attributes.builder();
        trial.putTrusted("active", identity.trial().active());
        putKnown(trial, "expiresOn", identity.trial().expiresOn());
        return trial.build();
    }

    private static Attributes external(Identity identity) {
        return Attributes.builder()
                .putTrusted("groups", identity.external().groups())
                .putTrusted("attributes", identity.external().attributes())
                .build();
    }

    private static Attributes token(TokenFacts facts) {
        Attributes.Builder token = Attributes.builder();
        token.putTrusted("issuer", facts.issuer());
        token.putTrusted("audience", facts.audience());
        putKnown(token, "clientId", facts.clientId().isEmpty() ? null : facts.clientId());
        putKnown(token, "id", facts.id());
        token.putTrusted("issuedAt", facts.issuedAt().toString());
        token.putTrusted("expiresAt", facts.expiresAt().toString());
        Instant authTime = facts.authTime();
        putKnown(token, "authTime", authTime == null ? null : authTime.toString());
        return token.build();
    }

    private static Attributes sources(Identity identity) {
        return Attributes.builder()
                .putTrusted("permissions", source(identity.permissions()))
                .putTrusted("roles", source(identity.roles()))
                .putTrusted("flags", source(identity.flags()))
                .putTrusted("properties", source(identity.properties()))
                .putTrusted("entitlements", source(identity.billing()))
                .build();
    }

    private static String source(Sourced<?> part) {
        Provenance provenance = part.provenance();
        return provenance.name().toLowerCase(Locale.ROOT);
    }
}
