package dev.verdict.kinde.emulator.data;

import java.util.List;

/**
 * A role of the business.
 *
 * @param isDefault new members of an organization get it
 * @param permissions keys of its permissions, in order
 */
public record Role(
        String id, String key, String name, String description, boolean isDefault, List<String> permissions) {
    public Role {
        permissions = List.copyOf(permissions);
    }

    /** The same role with other permissions. */
    public Role withPermissions(List<String> keys) {
        return new Role(id, key, name, description, isDefault, keys);
    }

    /** The same role with another key and name. */
    public Role renamed(String newKey, String newName) {
        return new Role(id, newKey, newName, description, isDefault, permissions);
    }
}
