package dev.verdict.kinde.kit;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.identity.Billing;
import dev.verdict.kinde.identity.Entitlement;
import dev.verdict.kinde.identity.Provenance;
import dev.verdict.kinde.identity.Sourced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A principal of the kit's test data, and the Kinde token that it must come from. */
record KitPrincipal(String name, String id, List<?> roles, Attributes kinde) {
    static List<KitPrincipal> all() {
        String text = Objects.requireNonNull(PolicyKit.complete().files().get("kinde/testdata/principals.yaml"));
        List<KitPrincipal> all = new ArrayList<>();
        map(map(new Load(LoadSettings.builder().build()).loadFromString(text)).get("principals"))
                .forEach((name, one) -> {
                    Map<String, @Nullable Object> principal = map(one);
                    all.add(new KitPrincipal(
                            name,
                            String.valueOf(principal.get("id")),
                            (List<?>) Objects.requireNonNull(principal.get("roles")),
                            Attributes.copyOf(map(map(principal.get("attr")).get("kinde")))));
                });
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }

    boolean comesFromToken() {
        return kinde.get("token") != null;
    }

    boolean isMachine() {
        return "client".equals(kinde.get("subjectType"));
    }

    /** The claims of the access token. */
    Attributes claims() {
        Attributes.Builder claims = Attributes.builder();
        claims.put("iss", token().get("issuer"));
        claims.put("aud", token().get("audience"));
        claims.put("azp", token().get("clientId"));
        claims.put("iat", seconds("issuedAt"));
        claims.put("exp", seconds("expiresAt"));
        if (isMachine()) {
            claims.put("gty", List.of("client_credentials"));
            claims.put("scope", String.join(" ", texts(kinde.get("scopes"))));
        } else {
            claims.put("sub", id);
            claims.put("scp", kinde.get("scopes"));
            claims.put("has_trial_period", object("trial").get("active"));
            claims.put("trial_expires_on", object("trial").get("expiresOn"));
            claims.put("email", object("user").get("email"));
        }
        putOrganization(claims);
        putFlags(claims);
        if (isKnown("properties")) {
            claims.put("user_properties", wrapped(object("user").get("properties")));
            claims.put("organization_properties", wrapped(object("org").get("properties")));
            claims.put("application_properties", wrapped(object("app").get("properties")));
        }
        return claims.build();
    }

    private void putOrganization(Attributes.Builder claims) {
        if (!"".equals(kinde.get("orgCode"))) {
            claims.put("org_code", kinde.get("orgCode"));
        }
        claims.put("org_name", kinde.get("orgName"));
        claims.put("external_org_id", kinde.get("orgExternalId"));
        claims.put("org_codes", kinde.get("orgCodes"));
        if (isKnown("permissions")) {
            claims.put("permissions", kinde.get("permissions"));
        }
        if (isKnown("roles")) {
            claims.put("roles", kinde.get("roles"));
        }
    }

    private void putFlags(Attributes.Builder claims) {
        if (isKnown("flags")) {
            Attributes.Builder flags = Attributes.builder();
            object("flags")
                    .forEach((key, value) -> flags.put(
                            key,
                            Attributes.builder()
                                    .put("t", object("flagTypes").get(key))
                                    .put("v", value)
                                    .build()));
            claims.put("feature_flags", flags.build());
        }
    }

    /** What an API of Kinde tells besides. */
    Sourced<Billing> billing() {
        List<Entitlement> entitlements = new ArrayList<>();
        object("entitlements").forEach((key, value) -> {
            Attributes one = (Attributes) Objects.requireNonNull(value);
            entitlements.add(new Entitlement(
                    key, (Double) one.get("min"), (Double) one.get("max"), String.valueOf(one.get("priceName"))));
        });
        String source = String.valueOf(object("sources").get("entitlements"));
        return new Sourced<>(
                new Billing(entitlements, texts(kinde.get("plans"))),
                Provenance.valueOf(source.toUpperCase(Locale.ROOT)));
    }

    private Attributes token() {
        return object("token");
    }

    private Attributes object(String name) {
        return (Attributes) Objects.requireNonNull(kinde.get(name), name);
    }

    private boolean isKnown(String part) {
        return !"absent".equals(object("sources").get(part));
    }

    private double seconds(String time) {
        return Instant.parse(String.valueOf(token().get(time))).getEpochSecond();
    }

    private static List<String> texts(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream().map(String::valueOf).toList();
    }

    private static Attributes wrapped(@Nullable Object properties) {
        Attributes.Builder wrapped = Attributes.builder();
        ((Attributes) Objects.requireNonNull(properties))
                .forEach((key, value) ->
                        wrapped.put(key, Attributes.builder().put("v", value).build()));
        return wrapped.build();
    }

    @Override
    public String toString() {
        return name;
    }
}
