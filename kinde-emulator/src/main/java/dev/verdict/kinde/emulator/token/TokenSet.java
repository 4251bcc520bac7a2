package dev.verdict.kinde.emulator.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint gives out.
 *
 * @param idToken null without the scope {@code openid}
 * @param refreshToken null without the scope {@code offline}
 * @param expiresIn seconds until the access token expires
 * @param scopes those granted
 */
public record TokenSet(
        String accessToken,
        @Nullable String idToken,
        @Nullable String refreshToken,
        long expiresIn,
        List<String> scopes) {
    public TokenSet {
        scopes = List.copyOf(scopes);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "tokens for " + scopes;
    }
}
