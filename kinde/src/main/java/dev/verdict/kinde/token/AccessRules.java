package dev.verdict.kinde.token;

import java.time.Duration;
import java.util.Set;

/**
 * What is asked of an access token besides a good signature.
 *
 * @param audience APIs of which the token must name one; empty to accept any token of the issuers, which is the usual
 *     case, as Kinde leaves {@code aud} empty unless an API is registered
 * @param allowedClients applications of which {@code azp} must be one; empty for all
 * @param acceptIdToken whether an ID token may stand in the place of an access token; its {@code aud} may then also
 *     name one of the allowed clients
 * @param exposeActor whether a token with the claim {@code act} is accepted and its actor shown to policies
 * @param leeway for {@code exp}, {@code nbf} and {@code iat}; at most {@link #MAX_LEEWAY}
 * @param maxTokenBytes longer tokens are refused unread
 */
public record AccessRules(
        Set<String> audience,
        Set<String> allowedClients,
        boolean acceptIdToken,
        boolean exposeActor,
        Duration leeway,
        int maxTokenBytes) {
    public static final Duration MAX_LEEWAY = Duration.ofSeconds(60);
    private static final int MIN_BYTES = 256;
    private static final int MAX_BYTES = 1 << 24;

    /**
     * Checks the rules.
     *
     * @throws IllegalArgumentException if one makes no sense
     */
    public AccessRules {
        audience = Set.copyOf(audience);
        allowedClients = Set.copyOf(allowedClients);
        if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
            throw new IllegalArgumentException("the leeway must be between 0 and 60 seconds, not " + leeway);
        }
        if (maxTokenBytes < MIN_BYTES || maxTokenBytes > MAX_BYTES) {
            throw new IllegalArgumentException("the largest token must be between " + MIN_BYTES + " and " + MAX_BYTES
                    + " bytes, not " + maxTokenBytes);
        }
        if (audience.contains("") || allowedClients.contains("")) {
            throw new IllegalArgumentException("an audience or allowed client must not be empty");
        }
    }
}
