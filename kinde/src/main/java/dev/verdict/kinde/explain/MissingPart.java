package dev.verdict.kinde.explain;

import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.SubjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Something that an identity does not tell and policies may ask for, and where it could come from. The paths through
 * Kinde's settings are those of its documentation, page "Token customization".
 *
 * @param name such as {@code roles}
 * @param claim that would tell it; empty if no token ever does
 * @param attribute where policies would see it
 * @param remedy what to do about it, a sentence
 */
public record MissingPart(String name, String claim, String attribute, String remedy) {
    private static final String CUSTOMIZE =
            "in Kinde, Settings > Applications > (your application) > Tokens > Token customization > ";
    private static final String ACCESS = CUSTOMIZE + "Access token > ";
    private static final String MACHINE = CUSTOMIZE + "M2M token > ";

    public MissingPart {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(attribute, "attribute");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** All that is missing from {@code identity}, in a fixed order. What a machine cannot have is not missing. */
    public static List<MissingPart> of(Identity identity) {
        Collector missing = new Collector();
        if (identity.subjectType() == SubjectType.USER) {
            ofUser(identity, missing);
        } else if (identity.subjectType() == SubjectType.CLIENT) {
            ofMachine(identity, missing);
        }
        missing.addIf(
                identity.subjectType() != SubjectType.API_KEY
                        && identity.token().audience().isEmpty(),
                "audience",
                "aud",
                "token.audience",
                "in Kinde, Settings > APIs: register your API, authorize the application, and ask for its audience when"
                        + " signing in");
        missing.addIf(
                identity.billing().isAbsent() && identity.organization().isPresent(),
                "entitlements and plans",
                "",
                "entitlements",
                "no token has them; they come from Kinde's APIs, when enrichment is switched on");
        return List.copyOf(missing.parts);
    }

    private static void ofUser(Identity identity, Collector missing) {
        boolean inOrganization = identity.organization().isPresent();
        missing.addIf(
                !inOrganization,
                "organization",
                "org_code",
                "orgCode",
                "make the user a member of an organization, and sign in to it (parameter org_code of the sign-in)");
        missing.addIf(
                identity.permissions().isAbsent(),
                "permissions",
                "permissions",
                "permissions",
                "Kinde adds them to the tokens of members who have any in the organization; if this one has, look for a"
                        + " workflow that takes them out");
        missing.addIf(identity.roles().isAbsent(), "roles", "roles", "roles", ACCESS + "Roles");
        missing.addIf(
                identity.flags().isAbsent(),
                "feature flags",
                "feature_flags",
                "flags",
                "Kinde adds them by itself when there are any; if there are, look for a workflow that takes them out");
        missing.addIf(
                identity.properties().isAbsent(),
                "properties",
                "user_properties and organization_properties",
                "user.properties",
                ACCESS + "Properties; only properties that are not private are offered there");
        missing.addIf(identity.profile().email() == null, "email", "email", "user.email", ACCESS + "Email");
        missing.addIf(
                inOrganization && identity.organization().name() == null,
                "organization name",
                "org_name",
                "orgName",
                ACCESS + "Organization name");
        missing.addIf(
                inOrganization && identity.organization().externalId() == null,
                "external organization id",
                "external_org_id",
                "orgExternalId",
                ACCESS + "External organization ID; the organization must have one");
    }

    private static void ofMachine(Identity identity, Collector missing) {
        missing.addIf(
                !identity.organization().isPresent(),
                "organization",
                "org_code",
                "orgCode",
                "only applications that were made for one organization have it (organization-scoped M2M applications)");
        missing.addIf(
                identity.scopes().isEmpty(),
                "scopes",
                "scope",
                "scopes",
                "in Kinde, authorize the application for your API and give it scopes there");
        missing.addIf(
                identity.flags().isAbsent(), "feature flags", "feature_flags", "flags", MACHINE + "Feature flags");
        missing.addIf(
                identity.properties().isAbsent(),
                "properties",
                "application_properties",
                "app.properties",
                MACHINE + "Properties; only properties that are not private are offered there");
    }

    private static final class Collector {
        private final List<MissingPart> parts = new ArrayList<>();

        void addIf(boolean isMissing, String name, String claim, String attribute, String remedy) {
            if (isMissing) {
                parts.add(new MissingPart(name, claim, "P.attr.kinde." + attribute, remedy));
            }
        }
    }
}
