package dev.verdict.kinde.emulator.data;

import java.util.List;

/**
 * One environment at its start.
 *
 * @param customDomain a second host name, or empty
 * @param creatorRoles keys of the roles that the creator of an organization gets there
 */
public record EnvironmentData(
        String name,
        String customDomain,
        List<Permission> permissions,
        List<Role> roles,
        List<Plan> plans,
        List<Api> apis,
        List<PropertyDefinition> properties,
        List<Flag> flags,
        List<Organization> organizations,
        List<User> users,
        List<Application> applications,
        List<ApiKey> apiKeys,
        List<String> creatorRoles) {
    public EnvironmentData {
        permissions = List.copyOf(permissions);
        roles = List.copyOf(roles);
        plans = List.copyOf(plans);
        apis = List.copyOf(apis);
        properties = List.copyOf(properties);
        flags = List.copyOf(flags);
        organizations = List.copyOf(organizations);
        users = List.copyOf(users);
        applications = List.copyOf(applications);
        apiKeys = List.copyOf(apiKeys);
        creatorRoles = List.copyOf(creatorRoles);
    }

    /** The same data under another name, without a custom domain. */
    EnvironmentData copiedAs(String newName) {
        return new EnvironmentData(
                newName,
                "",
                permissions,
                roles,
                plans,
                apis,
                properties,
                flags,
                organizations,
                users,
                applications,
                apiKeys,
                creatorRoles);
    }
}
