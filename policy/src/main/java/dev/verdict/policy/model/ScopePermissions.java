package dev.verdict.policy.model;

/** How an ALLOW of a scope relates to the scopes above it. */
public enum ScopePermissions {
    /** Not written; acts like {@link #OVERRIDE_PARENT}. */
    UNSPECIFIED,
    OVERRIDE_PARENT,
    REQUIRE_PARENTAL_CONSENT_FOR_ALLOWS;

    /** The meaning after applying the default. */
    public ScopePermissions effective() {
        return this == UNSPECIFIED ? OVERRIDE_PARENT : this;
    }
}
