package dev.verdict.kinde.emulator.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code that can be exchanged for tokens, once.
 *
 * @param redirectUri where it was sent, or empty when the request named none
 * @param challenge SHA-256 challenge of PKCE, or null without PKCE
 * @param sessionId session of the browser
 */
public record AuthorizationCode(
        String code,
        Grant grant,
        String redirectUri,
        @Nullable String challenge,
        String sessionId,
        Instant expiresAt) {
    /** Without the code. */
    @Override
    public String toString() {
        return "code for " + grant.clientId();
    }
}
