package dev.verdict.kinde.emulator.state;

import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.Membership;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.Role;
import dev.verdict.kinde.emulator.data.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What tokens say about people. As at Kinde, it is worked out once for each person and kept until something about that
 * very person changes: flags of organizations and environments and permissions of roles change without effect here.
 * Safe for use by several threads.
 */
public final class IdentityCache {
    private final Directory directory;
    private final Map<String, Map<String, Identity>> kept = new HashMap<>();
    private final Map<String, Long> generations = new HashMap<>();

    IdentityCache(Directory directory) {
        this.directory = directory;
    }

    /**
     * The kept identity, or a fresh one that is kept from now on.
     *
     * @param orgCode empty for no organization
     * @return empty when there is no such person, or no such organization
     */
    public synchronized Optional<Identity> of(String userId, String orgCode) {
        Identity known = kept.getOrDefault(userId, Map.of()).get(orgCode);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Identity> fresh = fresh(userId, orgCode);
        fresh.ifPresent(
                identity -> kept.computeIfAbsent(userId, id -> new HashMap<>()).put(orgCode, identity));
        return fresh;
    }

    /** Forgets what is kept about a person. */
    public synchronized void drop(String userId) {
        kept.remove(userId);
        generations.merge(userId, 1L, Long::sum);
    }

    /** How often the person was dropped; tells whether a token was made of what is kept now. */
    public synchronized long generation(String userId) {
        return generations.getOrDefault(userId, 0L);
    }

    /** What is true at the moment, past the cache. */
    public Optional<Identity> fresh(String userId, String orgCode) {
        Optional<User> user = directory.user(userId);
        Optional<Organization> organization = directory.organization(orgCode);
        if (user.isEmpty() || (organization.isEmpty() && !orgCode.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(identity(user.get(), organization.orElse(null)));
    }

    private Identity identity(User user, @Nullable Organization organization) {
        List<Role> roles = new ArrayList<>();
        Set<String> permissions = new LinkedHashSet<>();
        Membership membership = organization == null ? null : user.memberships().get(organization.code());
        if (membership != null) {
            membership.roles().forEach(key -> directory.role(key).ifPresent(roles::add));
            roles.forEach(role -> permissions.addAll(role.permissions()));
            permissions.addAll(membership.permissions());
        }
        List<Organization> organizations = user.memberships().keySet().stream()
                .flatMap(code -> directory.organization(code).stream())
                .toList();
        return new Identity(
                user, organization, roles, List.copyOf(permissions), flags(user, organization), organizations);
    }

    /** The last of business, environment, organization and person that has a value gives it. */
    private Map<Flag, Object> flags(User user, @Nullable Organization organization) {
        Map<Flag, Object> values = new LinkedHashMap<>();
        for (Flag flag : directory.flags()) {
            boolean reaches = flag.onlyFor().isEmpty()
                    || flag.onlyFor().contains(user.id())
                    || (organization != null && flag.onlyFor().contains(organization.code()));
            if (reaches) {
                Object value = organization == null
                        ? flag.value()
                        : organization.flags().getOrDefault(flag.key(), flag.value());
                values.put(flag, user.flags().getOrDefault(flag.key(), value));
            }
        }
        return values;
    }
}
