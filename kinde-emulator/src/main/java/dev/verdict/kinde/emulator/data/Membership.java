package dev.verdict.kinde.emulator.data;

import java.util.List;

/** What a user has in one organization: keys of roles, and of permissions besides those of the roles. */
public record Membership(List<String> roles, List<String> permissions) {
    public Membership {
        roles = List.copyOf(roles);
        permissions = List.copyOf(permissions);
    }
}
