package dev.verdict.kinde.claims;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A claim that Kinde gives a meaning, and its spellings. With Hasura mapping on, a claim is named {@code x-hasura-…}. Only
 * the names that Kinde's SDKs read mean something: any other is a workflow's own claim. Where no SDK tells the name, both
 * that it may have are read.
 */
enum ClaimName {
    ORG_CODE(Hasura.DASHES, "org_code"),
    ORG_NAME(Hasura.DASHES, "org_name"),
    ORG_CODES(Hasura.DASHES, "org_codes"),
    ORGANIZATIONS(Hasura.DASHES, "organizations"),
    EXTERNAL_ORG_ID(Hasura.UNTOLD, "external_org_id", "external_organization_id"),
    PERMISSIONS(Hasura.DASHES, "permissions"),
    ROLES(Hasura.DASHES, "roles"),
    FEATURE_FLAGS(Hasura.DASHES, "feature_flags"),
    USER_PROPERTIES(Hasura.UNDERSCORES, "user_properties"),
    ORGANIZATION_PROPERTIES(Hasura.UNDERSCORES, "organization_properties"),
    APPLICATION_PROPERTIES(Hasura.UNTOLD, "application_properties"),
    EMAIL(Hasura.UNTOLD, "email"),
    GIVEN_NAME(Hasura.UNTOLD, "given_name"),
    FAMILY_NAME(Hasura.UNTOLD, "family_name"),
    PICTURE(Hasura.UNTOLD, "picture"),
    PROVIDED_ID(Hasura.UNTOLD, "provided_id"),
    HAS_TRIAL_PERIOD(Hasura.UNTOLD, "has_trial_period"),
    TRIAL_EXPIRES_ON(Hasura.UNTOLD, "trial_expires_on"),
    EXT_GROUPS(Hasura.UNTOLD, "ext_groups"),
    EXT_ATTRIBUTES(Hasura.UNTOLD, "ext_attributes"),
    SCP(Hasura.UNTOLD, "scp"),
    SCOPE(Hasura.UNTOLD, "scope");

    private static final Set<String> REGISTERED = Set.of(
            "iss",
            "sub",
            "aud",
            "azp",
            "exp",
            "iat",
            "nbf",
            "jti",
            "gty",
            "v",
            "act",
            "sid",
            "at_hash",
            "auth_time",
            "rat",
            "updated_at",
            "nonce");
    private static final Set<String> KNOWN = known();

    @SuppressWarnings("ImmutableEnumChecker")
    // a copy that nobody can change
    private final List<String> spellings;

    /** How SDKs spell the rest of a name after {@code x-hasura-}. */
    private enum Hasura {
        DASHES,
        UNDERSCORES,
        /** No SDK reads the claim under such a name. */
        UNTOLD
    }

    ClaimName(Hasura hasura, String... plain) {
        Set<String> all = new LinkedHashSet<>(List.of(plain));
        for (String name : plain) {
            if (hasura != Hasura.UNDERSCORES) {
                all.add("x-hasura-" + name.replace('_', '-'));
            }
            if (hasura != Hasura.DASHES) {
                all.add("x-hasura-" + name);
            }
        }
        spellings = List.copyOf(all);
    }

    private static Set<String> known() {
        Set<String> names = new HashSet<>(REGISTERED);
        for (ClaimName claim : values()) {
            names.addAll(claim.spellings);
        }
        return Set.copyOf(names);
    }

    /** In the order in which they are tried. */
    List<String> spellings() {
        return spellings;
    }

    /** Whether a claim of this name means something, so that it is no custom claim. */
    static boolean isKnown(String name) {
        return KNOWN.contains(name);
    }
}
