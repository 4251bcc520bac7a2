package dev.verdict.kinde.token;

import java.util.Locale;

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
    ISSUED_IN_FUTURE,
    EXP_MISSING,
    IAT_MISSING,
    /** The token names nobody: no {@code sub} of a user, no {@code azp} of a client. */
    SUBJECT_MISSING,
    /** The token is not by one of the configured issuers. */
    ISSUER_MISMATCH,
    /** The token is meant for other APIs. */
    AUDIENCE_MISMATCH,
    /** The token was issued to an application that is not listed. */
    CLIENT_NOT_ALLOWED,
    /** An ID token, a webhook's event or something else in the place of an access token, or the reverse. */
    WRONG_TOKEN_TYPE,
    ORGANIZATION_REQUIRED,
    /** Somebody acts for the subject ({@code act}), which is not allowed. */
    ACTOR_NOT_ALLOWED,
    /** The subject or its organization is on a deny list. */
    SUBJECT_DENIED,
    /** What enrichment must know of the subject cannot be read now; the request may succeed later. */
    ENRICHMENT_UNAVAILABLE,
    /** The tokens, or the token and the request, are about different subjects. */
    PRINCIPAL_MISMATCH,
    /** The request's scope is not that of the token's organization. */
    SCOPE_MISMATCH,
    /** The organization's code or external id cannot be a policy scope. */
    SCOPE_NOT_ALLOWED;

    /** The spelling in error details, such as {@code token_expired}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
