package dev.verdict.kinde.emulator.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An opaque key of a person or an organization.
 *
 * @param key what its owner sends
 * @param userId its owner, or null when an organization is
 * @param orgCode the organization that it is for, or null
 */
public record ApiKey(
        String id,
        String key,
        Status status,
        List<String> scopes,
        @Nullable String userId,
        @Nullable String orgCode) {
    public ApiKey {
        scopes = List.copyOf(scopes);
    }

    /** Whether a key counts. */
    public enum Status {
        ACTIVE,
        INACTIVE,
        REVOKED
    }

    /** Without the key. */
    @Override
    public String toString() {
        return id;
    }
}
