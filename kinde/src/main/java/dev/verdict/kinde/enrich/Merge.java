package dev.verdict.kinde.enrich;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.api.OrganizationFacts;
import dev.verdict.kinde.enrich.EnrichmentSettings.When;
import dev.verdict.kinde.identity.Billing;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Organization;
import dev.verdict.kinde.identity.Properties;
import dev.verdict.kinde.identity.Provenance;
import dev.verdict.kinde.identity.Sourced;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts answers into an identity. */
final class Merge {
    private Merge() {}

    /** {@code identity} with one answer in it. */
    static Identity of(Identity identity, Question question, Fact fact, Provenance provenance, When when) {
        return switch (fact) {
            case Fact.Permissions f -> identity.withPermissions(new Sourced<>(f.keys(), provenance));
            case Fact.Roles f -> identity.withRoles(new Sourced<>(f.roles(), provenance));
            case Fact.Flags f -> identity.withFlags(new Sourced<>(f.flags(), provenance));
            case Fact.Billing f -> identity.withBilling(new Sourced<>(f.billing(), provenance));
            case Fact.Properties f ->
                identity.withProperties(properties(identity.properties(), question, f.values(), provenance));
            case Fact.User f ->
                identity.withOrganization(
                        codes(identity.organization(), f.facts().organizations()));
            case Fact.Organization f ->
                identity.withOrganization(organization(identity.organization(), f.facts(), when));
        };
    }

    /** {@code identity} without the claim, wherever it came from. */
    static Identity without(Identity identity, Claim claim) {
        return switch (claim) {
            case PERMISSIONS -> identity.withPermissions(Sourced.absent(List.of()));
            case ROLES -> identity.withRoles(Sourced.absent(List.of()));
            case FLAGS -> identity.withFlags(Sourced.absent(Map.of()));
            case PROPERTIES -> identity.withProperties(Sourced.absent(Properties.NONE));
            case ENTITLEMENTS -> identity.withBilling(Sourced.absent(Billing.NONE));
            // What the token says of its organization is not a matter of how fresh it is.
            case ORGANIZATION_CODES, ORGANIZATION -> identity;
        };
    }

    private static Sourced<Properties> properties(
            Sourced<Properties> before, Question question, Attributes values, Provenance provenance) {
        Properties p = before.value();
        Properties merged = switch (question.topic()) {
            case USER_PROPERTIES -> new Properties(values, p.organization(), p.application());
            case ORGANIZATION_PROPERTIES -> new Properties(p.user(), values, p.application());
            case APPLICATION_PROPERTIES -> new Properties(p.user(), p.organization(), values);
            default -> sorted(p, values);
        };
        boolean stale = before.provenance() == Provenance.STALE;
        return new Sourced<>(merged, stale ? Provenance.STALE : provenance);
    }

    /** Kinde's own keys of organizations start with {@code kp_org_}; of others the token may tell. */
    private static Properties sorted(Properties before, Attributes values) {
        Attributes.Builder user = Attributes.builder();
        Attributes.Builder organization = Attributes.builder();
        before.organization().forEach(organization::putTrusted);
        values.forEach((key, value) -> {
            boolean ofOrganization =
                    key.startsWith("kp_org_") || before.organization().containsKey(key);
            (ofOrganization ? organization : user).putTrusted(key, value);
        });
        return new Properties(user.build(), organization.build(), before.application());
    }

    private static Organization codes(Organization before, List<String> codes) {
        Set<String> all = new LinkedHashSet<>();
        if (before.isPresent()) {
            all.add(before.code());
        }
        all.addAll(codes);
        return new Organization(before.code(), before.name(), before.externalId(), List.copyOf(all));
    }

    private static Organization organization(Organization before, OrganizationFacts facts, When when) {
        boolean always = when == When.ALWAYS;
        return new Organization(
                before.code(),
                chosen(before.name(), facts.name(), always),
                // The Account API does not know external ids, which is not the same as there being none.
                chosen(before.externalId(), facts.externalId(), always && facts.suspended() != null),
                before.codes());
    }

    private static @Nullable String chosen(@Nullable String token, @Nullable String api, boolean always) {
        return always || token == null ? api : token;
    }
}
