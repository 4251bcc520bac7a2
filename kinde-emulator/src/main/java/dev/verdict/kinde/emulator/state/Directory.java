package dev.verdict.kinde.emulator.state;

import dev.verdict.kinde.emulator.data.Api;
import dev.verdict.kinde.emulator.data.ApiKey;
import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.data.EnvironmentData;
import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.Permission;
import dev.verdict.kinde.emulator.data.Plan;
import dev.verdict.kinde.emulator.data.PropertyDefinition;
import dev.verdict.kinde.emulator.data.Role;
import dev.verdict.kinde.emulator.data.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Who and what there is in an environment at the moment. Safe for use by several threads; what it returns are snapshots. */
public final class Directory {
    private final EnvironmentData start;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Organization> organizations = new LinkedHashMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Flag> flags = new LinkedHashMap<>();
    private final Map<String, Application> applications;
    private final Map<String, Permission> permissions;

    Directory(EnvironmentData start) {
        this.start = start;
        users.putAll(index(start.users(), User::id));
        organizations.putAll(index(start.organizations(), Organization::code));
        roles.putAll(index(start.roles(), Role::key));
        flags.putAll(index(start.flags(), Flag::key));
        applications = index(start.applications(), Application::clientId);
        permissions = index(start.permissions(), Permission::key);
    }

    private static <T> Map<String, T> index(List<T> items, Function<T, String> key) {
        Map<String, T> index = new LinkedHashMap<>();
        items.forEach(item -> index.put(key.apply(item), item));
        return index;
    }

    /** All people, oldest first. */
    public synchronized List<User> users() {
        return List.copyOf(users.values());
    }

    /** A person by id. */
    public synchronized Optional<User> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    /** All organizations, oldest first. */
    public synchronized List<Organization> organizations() {
        return List.copyOf(organizations.values());
    }

    /** An organization by code. */
    public synchronized Optional<Organization> organization(String code) {
        return Optional.ofNullable(organizations.get(code));
    }

    /** All roles, in the order of the data file. */
    public synchronized List<Role> roles() {
        return List.copyOf(roles.values());
    }

    /** A role by key. */
    public synchronized Optional<Role> role(String key) {
        return Optional.ofNullable(roles.get(key));
    }

    /** A role by id. */
    public Optional<Role> roleWithId(String id) {
        return roles().stream().filter(role -> role.id().equals(id)).findFirst();
    }

    /** All flags, in the order of the data file. */
    public synchronized List<Flag> flags() {
        return List.copyOf(flags.values());
    }

    /** A flag by key. */
    public synchronized Optional<Flag> flag(String key) {
        return Optional.ofNullable(flags.get(key));
    }

    /** All permissions, in the order of the data file. */
    public List<Permission> permissions() {
        return new ArrayList<>(permissions.values());
    }

    /** A permission by key. */
    public Optional<Permission> permission(String key) {
        return Optional.ofNullable(permissions.get(key));
    }

    /** The applications, in the order of the data file. */
    public List<Application> applications() {
        return new ArrayList<>(applications.values());
    }

    /** An application by its client id. */
    public Optional<Application> application(String clientId) {
        return Optional.ofNullable(applications.get(clientId));
    }

    /** The API keys. */
    public List<ApiKey> apiKeys() {
        return start.apiKeys();
    }

    /** A plan by key. */
    public Optional<Plan> plan(String key) {
        return start.plans().stream().filter(plan -> plan.key().equals(key)).findFirst();
    }

    /** A registered API by audience. */
    public Optional<Api> api(String audience) {
        return start.apis().stream()
                .filter(api -> api.audience().equals(audience))
                .findFirst();
    }

    /** The properties that can have values in a context. */
    public List<PropertyDefinition> properties(PropertyDefinition.Context context) {
        return start.properties().stream()
                .filter(property -> property.context() == context)
                .toList();
    }

    /** Keys of the roles that the creator of an organization gets there. */
    public List<String> creatorRoles() {
        return start.creatorRoles();
    }

    synchronized void put(User user) {
        users.put(user.id(), user);
    }

    synchronized boolean removeUser(String id) {
        return users.remove(id) != null;
    }

    synchronized void put(Organization organization) {
        organizations.put(organization.code(), organization);
    }

    synchronized boolean removeOrganization(String code) {
        return organizations.remove(code) != null;
    }

    /** Puts a role in the place of the one with the same id. */
    synchronized void put(Role role) {
        Map<String, Role> others = new LinkedHashMap<>();
        roles.forEach((key, old) -> others.put(
                old.id().equals(role.id()) ? role.key() : key, old.id().equals(role.id()) ? role : old));
        roles.clear();
        roles.putAll(others);
    }

    synchronized void put(Flag flag) {
        flags.put(flag.key(), flag);
    }
}
