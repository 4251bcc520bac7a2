package dev.verdict.kinde.emulator.token;

/** Ways in which a token can be wrong, or odd. Each begins with right claims and spoils one thing. */
public enum HostileForm {
    /** {@code alg: none} without a signature. */
    ALG_NONE,
    /** HS256 with the published key as the secret. */
    HS256_WITH_PUBLIC_KEY,
    /** The right {@code kid}, but another key signed. */
    WRONG_KEY,
    /** Expired a minute ago. */
    EXPIRED,
    NO_EXP,
    /** {@code nbf} in an hour. */
    NOT_YET_VALID,
    /** {@code iat} in an hour. */
    ISSUED_IN_THE_FUTURE,
    /** {@code iss} names somebody else. */
    FOREIGN_ISSUER,
    FOREIGN_AUDIENCE,
    NO_KID,
    /** A {@code kid} that is not published; another one each time. */
    UNKNOWN_KID,
    /** The header carries a key, which signed. */
    EMBEDDED_JWK,
    /** The header says where the key of the signature is to be fetched. */
    JKU,
    /** As {@link #JKU}, with {@code x5u}. */
    X5U,
    /** {@code crit} names an extension that nobody knows. */
    UNKNOWN_CRIT,
    /** The payload is said not to be encoded in base64. */
    UNENCODED_PAYLOAD,
    /** {@code zip: DEF}, which exists for encryption only. */
    ZIP,
    /** {@code typ: at+jwt}, which is right. */
    TYP_AT_JWT,
    EXP_AS_STRING,
    EXP_AS_FRACTION,
    /** {@code exp} above the range of a 64-bit integer. */
    EXP_OUT_OF_RANGE,
    NEGATIVE_EXP,
    /** 20,000 permissions, about 300 KB. */
    HUGE,
    /** 4.5 MB of permissions. */
    ENORMOUS,
    /** The claims of an ID token. */
    ID_TOKEN,
    /** The claims of a webhook. */
    WEBHOOK,
    /** {@code org_code} twice: the right one, then a foreign one. */
    DUPLICATE_MEMBER,
    /** A claim that nests 1,000 deep. */
    DEEP,
    /** A claim that nests 20,000 deep. */
    VERY_DEEP,
    /** A claim with bytes that are no UTF-8. */
    INVALID_UTF8,
    /** {@code org_code: null}, {@code roles: 5}, {@code permissions: {}}. */
    WRONG_TYPES,
    NUMERIC_SUB,
    /** The payload is an array. */
    ARRAY_PAYLOAD,
    /** The payload is no JSON. */
    NO_JSON,
    /** A custom claim above 2^53. */
    HUGE_INTEGER,
    /** The signature has base64 padding behind it. */
    PADDED_SIGNATURE,
    /** {@code Bearer } stands in front. */
    BEARER_PREFIX,
    /** A byte of the payload changed after signing. */
    TAMPERED,
    /** No token at all. */
    GARBAGE,
    /** A custom claim {@code orgCode} with a foreign organization beside {@code org_code}. */
    FOREIGN_ORGANIZATION_CLAIM,
    /** A claim {@code act}, as if somebody acted for the person. */
    ACTOR,
    /** A token in a token. */
    NESTED,
    /** The header says RS384; the signature is a right RS256. */
    LABELLED_RS384,
    /** The header says PS256; the signature is a right RS256. */
    LABELLED_PS256,
    /** The header says ES256; the signature is a right RS256. */
    LABELLED_ES256,
    /** The header says HS256; the signature is a right RS256. */
    LABELLED_HS256,
    /** The header says none; the signature is a right RS256. */
    LABELLED_NONE
}
