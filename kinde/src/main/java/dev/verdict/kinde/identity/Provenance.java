package dev.verdict.kinde.identity;

/** Where a part of an identity comes from. Policies see the lower-case name under {@code P.attr.kinde.sources}. */
public enum Provenance {
    /** A claim of the verified token. */
    TOKEN,
    /** A claim of a machine's token, which holds the values of the environment and not those of an organization. */
    TOKEN_ENV,
    ACCOUNT_API,
    MANAGEMENT_API,
    /** Nobody said: there may be none, or the token was stripped of it. */
    ABSENT,
    /** An earlier answer of an API that cannot be reached now. */
    STALE
}
