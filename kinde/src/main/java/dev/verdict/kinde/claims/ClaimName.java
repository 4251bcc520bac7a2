package dev.verdict.kinde.claims;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A claim that Kinde gives a meaning, and its spellings. With Hasura mapping on, a claim is named {@code x-hasura-…}: with
 * dashes, but properties keep their underscore; for the names that no SDK tells both are read.
 */
enum ClaimName {
    ORG_CODE("org_code"),
    ORG_NAME("org_name"),
    ORG_CODES("org_codes"),
    ORGANIZATIONS("organizations"),
    EXTERNAL_ORG_ID("external_org_id", "external_organization_id"),
    PERMISSIONS("permissions"),
    ROLES("roles"),
    FEATURE_FLAGS("feature_flags"),
    USER_PROPERTIES("user_properties"),
    ORGANIZATION_PROPERTIES("organization_properties"),
    APPLICATION_PROPERTIES("application_properties"),
    EMAIL("email"),
    GIVEN_NAME("given_name"),
    FAMILY_NAME("family_name"),
    PICTURE("picture"),
    PROVIDED_ID("provided_id"),
    HAS_TRIAL_PERIOD("has_trial_period"),
    TRIAL_EXPIRES_ON("trial_expires_on"),
    EXT_GROUPS("ext_groups"),
    EXT_ATTRIBUTES("ext_attributes"),
    SCP("scp"),
    SCOPE("scope");

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

    ClaimName(String... plain) {
        List<String> all = new ArrayList<>(List.of(plain));
        for (String name : plain) {
            String dashed = "x-hasura-" + name.replace('_', '-');
            all.add(dashed);
            String underscored = "x-hasura-" + name;
            if (!underscored.equals(dashed)) {
                all.add(underscored);
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
