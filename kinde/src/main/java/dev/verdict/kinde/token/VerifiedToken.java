package dev.verdict.kinde.token;

import dev.verdict.expr.value.Attributes;
import java.time.Instant;

/**
 * A token that {@link StrictVerifier} found good. Immutable.
 *
 * <p>It shows no part of the token's text.
 */
public final class VerifiedToken {
    private final Issuer issuer;
    private final KeySource source;
    private final KeyRing ring;
    private final TokenKind kind;
    private final CompactToken token;
    private final Attributes publicClaims;
    private final Instant expiresAt;

    VerifiedToken(
            Issuer issuer,
            KeySource source,
            KeyRing ring,
            TokenKind kind,
            CompactToken token,
            Attributes publicClaims,
            Instant expiresAt) {
        this.issuer = issuer;
        this.source = source;
        this.ring = ring;
        this.kind = kind;
        this.token = token;
        this.publicClaims = publicClaims;
        this.expiresAt = expiresAt;
    }

    public String issuer() {
        return issuer.name();
    }

    public TokenKind kind() {
        return kind;
    }

    /** The claims as they stand in the token; times are numbers of seconds. */
    public Attributes claims() {
        return token.claims();
    }

    /** The claims as conditions see them: times are RFC 3339 strings, {@code aud} is a list, null members are gone. */
    public Attributes publicClaims() {
        return publicClaims;
    }

    /** The first instant at which the token is not good any more, the leeway not counted. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** Whether the issuer's newest known keys still are those that verified the token. Cheap. */
    public boolean isKeyCurrent(long nowMillis) {
        return source.isCurrent(ring, nowMillis);
    }
}
