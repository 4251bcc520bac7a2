package dev.verdict.kinde.identity;

import java.util.Objects;

/**
 * A role in the organization of the token.
 *
 * @param id Kinde's identifier; empty when only the key is known
 * @param key what policies name, such as {@code editor}
 * @param name for people; empty when only the key is known
 */
public record Role(String id, String key, String name) {
    public Role {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(name, "name");
    }

    public static Role ofKey(String key) {
        return new Role("", key, "");
    }
}
