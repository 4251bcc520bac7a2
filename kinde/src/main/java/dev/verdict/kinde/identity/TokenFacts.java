package dev.verdict.kinde.identity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The registered claims of the verified token.
 *
 * @param id {@code jti}, or null
 * @param clientId {@code azp}; empty when the token has none
 * @param authTime when the user signed in, or null
 */
public record TokenFacts(
        String issuer,
        List<String> audience,
        String clientId,
        @Nullable String id,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant authTime) {
    public TokenFacts {
        Objects.requireNonNull(issuer, "issuer");
        audience = List.copyOf(audience);
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }
}
