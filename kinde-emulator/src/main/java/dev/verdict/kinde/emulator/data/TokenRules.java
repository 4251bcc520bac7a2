package dev.verdict.kinde.emulator.data;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How the tokens of an application are customized.
 *
 * @param extraClaims claims beyond the usual ones
 * @param stripped names of claims that a workflow removes from access tokens
 * @param isHasuraMapped names get the prefix {@code x-hasura-}
 * @param apiScopesInPermissions the scopes of APIs stand among the permissions, too
 * @param customClaims claims that a workflow adds to access tokens
 */
public record TokenRules(
        Set<ExtraClaim> extraClaims,
        Set<String> stripped,
        boolean isHasuraMapped,
        boolean apiScopesInPermissions,
        Map<String, Object> customClaims,
        Duration accessLifetime,
        Duration idLifetime,
        Duration refreshLifetime) {
    public TokenRules {
        extraClaims = Set.copyOf(extraClaims);
        stripped = Set.copyOf(stripped);
        customClaims = Collections.unmodifiableMap(new LinkedHashMap<>(customClaims));
    }

    /** Claims that must be asked for. The names in lower case are those of the data file. */
    public enum ExtraClaim {
        ROLES,
        EMAIL,
        ORG_NAME,
        /** The name of the external id of the organization that Kinde's own client reads. */
        EXTERNAL_ORG_ID,
        /** Its name on Kinde's documentation page. */
        EXTERNAL_ORGANIZATION_ID,
        USER_PROPERTIES,
        ORGANIZATION_PROPERTIES,
        APPLICATION_PROPERTIES,
        /** For machines; people have the claim anyway. */
        FEATURE_FLAGS,
        TRIAL,
        EXT_GROUPS,
        /** In ID tokens. */
        ORGANIZATIONS,
        /** In ID tokens. */
        SOCIAL_IDENTITY
    }

    /** Whether the claim is asked for. */
    public boolean has(ExtraClaim claim) {
        return extraClaims.contains(claim);
    }
}
