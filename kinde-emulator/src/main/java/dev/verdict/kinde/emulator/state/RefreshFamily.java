package dev.verdict.kinde.emulator.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chain of refresh tokens that came from one sign-in, of which the last one is valid, and the last but one for a short
 * time. Guarded by {@link Grants}.
 */
public final class RefreshFamily {
    /** How long the token before the last one is accepted. */
    public static final Duration OVERLAP = Duration.ofSeconds(60);

    private final Grant grant;
    private final String sessionId;
    private String current;
    private String previous = "";
    private Instant previousUntil = Instant.MIN;
    private Instant expiresAt;
    private @Nullable IssuedAccess access;

    /**
     * The access token that a refresh returns again.
     *
     * @param generation of the identity that it was made of
     */
    public record IssuedAccess(String token, String tokenId, Instant expiresAt, long generation) {
        /** Without the token. */
        @Override
        public String toString() {
            return tokenId;
        }
    }

    RefreshFamily(Grant grant, String sessionId, String token, Instant expiresAt) {
        this.grant = grant;
        this.sessionId = sessionId;
        this.current = token;
        this.expiresAt = expiresAt;
    }

    /** What was allowed. */
    public Grant grant() {
        return grant;
    }

    /** The session of the browser that began it. */
    public String sessionId() {
        return sessionId;
    }

    String current() {
        return current;
    }

    boolean accepts(String token, Instant now) {
        boolean known = token.equals(current) || (token.equals(previous) && now.isBefore(previousUntil));
        return known && now.isBefore(expiresAt);
    }

    void rotate(String token, Instant now, Instant newExpiry) {
        previous = current;
        previousUntil = now.plus(OVERLAP);
        current = token;
        expiresAt = newExpiry;
    }

    /** The access token that went out last, or null. */
    public @Nullable IssuedAccess access() {
        return access;
    }

    /** Remembers the access token that goes out. */
    public void remember(IssuedAccess issued) {
        access = issued;
    }
}
