package dev.verdict.kinde.token;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The section {@code auxData.jwt}.
 *
 * @param disableVerification signatures and key sets are ignored, time claims are not
 * @param acceptableTimeSkew for {@code exp}, {@code nbf} and {@code iat}
 * @param maxTokenBytes longer tokens are refused unread
 */
public record TokenSettings(
        List<KeySetConfig> keySets, boolean disableVerification, Duration acceptableTimeSkew, int maxTokenBytes) {
    /** The usual bound; well above any token that fits into HTTP headers. */
    public static final int DEFAULT_MAX_TOKEN_BYTES = 1 << 20;

    /**
     * Checks the settings against each other.
     *
     * @throws IllegalArgumentException if two key sets have one id or the time skew is negative
     */
    public TokenSettings {
        keySets = List.copyOf(keySets);
        if (acceptableTimeSkew.isNegative()) {
            throw new IllegalArgumentException("acceptableTimeSkew must not be negative");
        }
        Set<String> ids = new HashSet<>();
        for (KeySetConfig keySet : keySets) {
            if (!ids.add(keySet.id())) {
                throw new IllegalArgumentException("two key sets have the id `" + keySet.id() + "`");
            }
        }
    }

    /** Key sets with verification, no time skew and the usual bound. */
    public static TokenSettings of(List<KeySetConfig> keySets) {
        return new TokenSettings(keySets, false, Duration.ZERO, DEFAULT_MAX_TOKEN_BYTES);
    }
}
