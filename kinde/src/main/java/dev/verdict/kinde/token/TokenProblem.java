package dev.verdict.kinde.token;

/** Why a token was refused. The names are stable: clients see them in error details. */
public enum TokenProblem {
    /** Not a signed JWT in compact form, or a registered claim has the wrong type. */
    MALFORMED,
    TOKEN_TOO_LARGE,
    MISSING_ALG,
    ALGORITHM_NOT_ALLOWED,
    /** The header demands something that is not understood. */
    CRITICAL_HEADER,
    MISSING_KID,
    KEY_UNKNOWN,
    KEY_SET_UNKNOWN,
    /** No key set was named and there is more than one. */
    KEY_SET_AMBIGUOUS,
    /** The configured key set cannot be read or breaks its rules. */
    KEY_SET_INVALID,
    /** The keys have not been fetched yet; the request may succeed later. */
    KEYS_UNAVAILABLE,
    SIGNATURE_INVALID,
    TOKEN_EXPIRED,
    NOT_YET_VALID,
    ISSUED_IN_FUTURE
}
