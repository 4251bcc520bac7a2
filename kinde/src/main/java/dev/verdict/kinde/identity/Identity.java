package dev.verdict.kinde.identity;

import dev.verdict.expr.value.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking: the claims of a verified token in one shape, whatever spelling they came in, and what the APIs of Kinde
 * added. Immutable.
 *
 * @param id {@code sub} of a user, {@code azp} of a client; not empty
 * @param permissions keys in the organization of the token
 * @param flags by key, in the order of the claim
 * @param properties of user, organization and application
 * @param scopes granted to the token
 * @param custom claims that have no meaning of their own, by name
 * @param actor subject of the claim {@code act}, or null
 */
public record Identity(
        SubjectType subjectType,
        String id,
        Organization organization,
        Sourced<List<String>> permissions,
        Sourced<List<Role>> roles,
        Sourced<Map<String, Flag>> flags,
        Sourced<Properties> properties,
        Sourced<Billing> billing,
        Profile profile,
        List<String> scopes,
        Trial trial,
        External external,
        Attributes custom,
        TokenFacts token,
        @Nullable String actor) {
    public Identity {
        Objects.requireNonNull(subjectType, "subjectType");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(organization, "organization");
        Objects.requireNonNull(permissions, "permissions");
        Objects.requireNonNull(roles, "roles");
        Objects.requireNonNull(flags, "flags");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(billing, "billing");
        Objects.requireNonNull(profile, "profile");
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(trial, "trial");
        Objects.requireNonNull(external, "external");
        Objects.requireNonNull(custom, "custom");
        Objects.requireNonNull(token, "token");
    }

    public Identity withOrganization(Organization value) {
        return new Identity(
                subjectType,
                id,
                value,
                permissions,
                roles,
                flags,
                properties,
                billing,
                profile,
                scopes,
                trial,
                external,
                custom,
                token,
                actor);
    }

    public Identity withPermissions(Sourced<List<String>> value) {
        return new Identity(
                subjectType,
                id,
                organization,
                value,
                roles,
                flags,
                properties,
                billing,
                profile,
                scopes,
                trial,
                external,
                custom,
                token,
                actor);
    }

    public Identity withRoles(Sourced<List<Role>> value) {
        return new Identity(
                subjectType,
                id,
                organization,
                permissions,
                value,
                flags,
                properties,
                billing,
                profile,
                scopes,
                trial,
                external,
                custom,
                token,
                actor);
    }

    public Identity withFlags(Sourced<Map<String, Flag>> value) {
        return new Identity(
                subjectType,
                id,
                organization,
                permissions,
                roles,
                value,
                properties,
                billing,
                profile,
                scopes,
                trial,
                external,
                custom,
                token,
                actor);
    }

    public Identity withProperties(Sourced<Properties> value) {
        return new Identity(
                subjectType,
                id,
                organization,
                permissions,
                roles,
                flags,
                value,
                billing,
                profile,
                scopes,
                trial,
                external,
                custom,
                token,
                actor);
    }

    public Identity withBilling(Sourced<Billing> value) {
        return new Identity(
                subjectType,
                id,
                organization,
                permissions,
                roles,
                flags,
                properties,
                value,
                profile,
                scopes,
                trial,
                external,
                custom,
                token,
                actor);
    }

    public Identity withProfile(Profile value) {
        return new Identity(
                subjectType,
                id,
                organization,
                permissions,
                roles,
                flags,
                properties,
                billing,
                value,
                scopes,
                trial,
                external,
                custom,
                token,
                actor);
    }
}
