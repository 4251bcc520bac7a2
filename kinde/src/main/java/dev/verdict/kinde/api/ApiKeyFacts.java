package dev.verdict.kinde.api;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What Kinde says of an API key.
 *
 * @param valid whether it may be used now
 * @param status {@code active}, {@code inactive}, {@code revoked}; empty when not told
 * @param id of the key, not the key; empty when not told
 * @param user whose key it is, or null
 * @param organization code, empty when the key is for none
 */
public record ApiKeyFacts(
        boolean valid, String status, String id, @Nullable String user, String organization, List<String> scopes) {
    public ApiKeyFacts {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(organization, "organization");
        scopes = List.copyOf(scopes);
    }
}
