package dev.verdict.kinde.emulator.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person allowed an application.
 *
 * @param orgCode organization signed in to, or empty
 * @param nonce of the authentication request, or null
 * @param signedInAt when the person signed in
 */
public record Grant(
        String clientId,
        String userId,
        String orgCode,
        List<String> scopes,
        List<String> audiences,
        @Nullable String nonce,
        Instant signedInAt) {
    public Grant {
        scopes = List.copyOf(scopes);
        audiences = List.copyOf(audiences);
    }
}
