package dev.verdict.kinde.emulator.state;

import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.Role;
import dev.verdict.kinde.emulator.data.User;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person in an organization, as the claims of a token tell it. Immutable: what changes later does not show.
 *
 * @param organization the current one, or null without any
 * @param permissions keys, those of the roles first, without duplicates
 * @param flags values of the flags that reach this person, in order
 * @param organizations all that the person belongs to
 */
public record Identity(
        User user,
        @Nullable Organization organization,
        List<Role> roles,
        List<String> permissions,
        Map<Flag, Object> flags,
        List<Organization> organizations) {
    public Identity {
        roles = List.copyOf(roles);
        permissions = List.copyOf(permissions);
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        organizations = List.copyOf(organizations);
    }
}
