package dev.verdict.kinde.emulator.state;

import dev.verdict.kinde.emulator.data.EnvironmentData;
import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.Membership;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.Role;
import dev.verdict.kinde.emulator.data.Trial;
import dev.verdict.kinde.emulator.data.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An environment while it runs. All changes go through here, because they decide which identities must be worked out
 * again, whose tokens end, and what webhooks tell. Safe for use by several threads.
 */
public final class EnvironmentState {
    private final String name;
    private final InstantSource clock;
    private final Instant startedAt;
    private final Counter counter;
    private final Directory directory;
    private final IdentityCache identities;
    private final Grants grants;
    private final Sessions sessions;
    private final Consumer<Change> listener;

    /** @param listener hears of every change, on the thread that makes it */
    public EnvironmentState(EnvironmentData data, InstantSource clock, Consumer<Change> listener) {
        this.name = data.name();
        this.clock = clock;
        this.startedAt = clock.instant();
        this.listener = listener;
        counter = new Counter(data.name());
        directory = new Directory(data);
        identities = new IdentityCache(directory);
        grants = new Grants(counter);
        sessions = new Sessions(counter);
    }

    /** Name of the environment. */
    public String name() {
        return name;
    }

    /** The time of the environment. */
    public Instant now() {
        return clock.instant();
    }

    /** Source of ids. */
    public Counter counter() {
        return counter;
    }

    /** Who and what there is. */
    public Directory directory() {
        return directory;
    }

    /** What tokens say about people. */
    public IdentityCache identities() {
        return identities;
    }

    /** Codes, refresh tokens and revocations. */
    public Grants grants() {
        return grants;
    }

    /** Who is signed in with which browser. */
    public Sessions sessions() {
        return sessions;
    }

    /** Tells what happened. */
    public void announce(Change change) {
        listener.accept(change);
    }

    /** When the trial of an organization ends; empty when there is none, or it is over. */
    public Optional<Instant> trialEnd(Organization organization) {
        Trial trial = organization.trial();
        if (trial == null) {
            return Optional.empty();
        }
        Instant end = startedAt.plus(Duration.ofDays(trial.days()));
        return now().isBefore(end) ? Optional.of(end) : Optional.empty();
    }

    /** Key of the plan that counts now: that of the trial while it lasts. */
    public String currentPlan(Organization organization) {
        Trial trial = organization.trial();
        return trial != null && trialEnd(organization).isPresent() ? trial.plan() : organization.plan();
    }

    /** Adds a person, who joins the default organization with its default roles. */
    public User register(User.Profile profile) {
        Map<String, Membership> memberships = new LinkedHashMap<>();
        List<String> defaults = directory.roles().stream()
                .filter(Role::isDefault)
                .map(Role::key)
                .toList();
        directory.organizations().stream()
                .filter(Organization::isDefault)
                .forEach(each -> memberships.put(each.code(), new Membership(defaults, List.of())));
        var user = new User(
                counter.hexId("kp_", 32),
                profile,
                "registered here",
                null,
                false,
                Map.of(),
                Map.of(),
                memberships,
                List.of());
        directory.put(user);
        announce(new Change("user.created", Events.user(user)));
        return user;
    }

    /** Adds an organization with its creator in it. */
    public Organization createOrganization(String organizationName, String creatorId) {
        String code = counter.hexId("org_", 12);
        var organization =
                new Organization(code, organizationName, "", null, false, false, "", null, Map.of(), Map.of());
        directory.put(organization);
        announce(new Change("organization.created", Events.organization(organization)));
        changeUser(creatorId, creator -> {
            Map<String, Membership> memberships = new LinkedHashMap<>(creator.memberships());
            memberships.put(code, new Membership(directory.creatorRoles(), List.of()));
            return creator.withMemberships(memberships);
        });
        return organization;
    }

    /** Changes a person; suspension ends all sign-ins. Empty when there is no such person. */
    public Optional<User> changeUser(String id, UnaryOperator<User> change) {
        Optional<User> changed = changeFlagsOrProperties(id, change);
        changed.ifPresent(user -> {
            if (user.isSuspended()) {
                signOut(id);
            }
            announce(new Change("user.updated", Events.user(user)));
        });
        return changed;
    }

    /** Changes flags or properties of a person, which no event tells. Empty when there is no such person. */
    public Optional<User> changeFlagsOrProperties(String id, UnaryOperator<User> change) {
        Optional<User> changed = directory.user(id).map(change);
        changed.ifPresent(user -> {
            directory.put(user);
            identities.drop(id);
        });
        return changed;
    }

    /** Ends all sessions and tokens of a person. */
    public void signOut(String userId) {
        sessions.endAll(userId);
        grants.endFamilies(family -> family.grant().userId().equals(userId));
    }

    /** Removes a person; false when there is none. */
    public boolean deleteUser(String id) {
        boolean known = directory.removeUser(id);
        if (known) {
            identities.drop(id);
            signOut(id);
            announce(new Change("user.deleted", Events.deletedUser(id)));
        }
        return known;
    }

    /** Changes name, properties or suspension of an organization; suspension ends the sign-ins to it. */
    public Optional<Organization> changeOrganization(String code, UnaryOperator<Organization> change) {
        Optional<Organization> changed = directory.organization(code).map(change);
        changed.ifPresent(organization -> {
            directory.put(organization);
            dropMembers(code);
            if (organization.isSuspended()) {
                grants.endFamilies(family -> family.grant().orgCode().equals(code));
            }
            announce(new Change("organization.updated", Events.organization(organization)));
        });
        return changed;
    }

    /** Changes properties of an organization, which no event tells; its members get new claims. */
    public Optional<Organization> changeOrganizationProperties(String code, UnaryOperator<Organization> change) {
        Optional<Organization> changed = changeOrganizationFlags(code, change);
        changed.ifPresent(organization -> dropMembers(code));
        return changed;
    }

    private void dropMembers(String code) {
        directory.users().stream()
                .filter(user -> user.memberships().containsKey(code))
                .forEach(user -> identities.drop(user.id()));
    }

    /** Removes an organization; false when there is none. */
    public boolean deleteOrganization(String code) {
        boolean known = directory.removeOrganization(code);
        if (known) {
            grants.endFamilies(family -> family.grant().orgCode().equals(code));
            announce(new Change("organization.deleted", Events.deletedOrganization(code)));
        }
        return known;
    }

    /** Changes flags of an organization. As at Kinde, what tokens say stays the same, and no event tells it. */
    public Optional<Organization> changeOrganizationFlags(String code, UnaryOperator<Organization> change) {
        Optional<Organization> changed = directory.organization(code).map(change);
        changed.ifPresent(directory::put);
        return changed;
    }

    /** Changes a flag of the environment. As at Kinde, what tokens say stays the same, and no event tells it. */
    public Optional<Flag> changeFlag(String key, UnaryOperator<Flag> change) {
        Optional<Flag> changed = directory.flag(key).map(change);
        changed.ifPresent(directory::put);
        return changed;
    }

    /** Changes a role. As at Kinde, what tokens say stays the same. */
    public Optional<Role> changeRole(String id, UnaryOperator<Role> change) {
        Optional<Role> changed = directory.roleWithId(id).map(change);
        changed.ifPresent(role -> {
            directory.put(role);
            announce(new Change("role.updated", Events.role(role)));
        });
        return changed;
    }
}
