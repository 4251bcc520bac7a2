package dev.verdict.kinde.emulator.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person.
 *
 * @param about why this person is in the data, for the login page
 * @param providedId id in the customer's system, or null
 * @param properties values by key
 * @param flags values that override those of environment and organization, by key
 * @param memberships by organization code, in order
 * @param groups groups of a social connection, empty for none
 */
public record User(
        String id,
        Profile profile,
        String about,
        @Nullable String providedId,
        boolean isSuspended,
        Map<String, String> properties,
        Map<String, Object> flags,
        Map<String, Membership> memberships,
        List<String> groups) {
    public User {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        memberships = Collections.unmodifiableMap(new LinkedHashMap<>(memberships));
        groups = List.copyOf(groups);
    }

    /** Name and addresses of a person; {@code phone} and {@code picture} may be empty. */
    public record Profile(
            String email, String firstName, String lastName, String username, String phone, String picture) {
        /** First and last name. */
        public String fullName() {
            return (firstName + " " + lastName).strip();
        }
    }

    /** The same person, suspended or not. */
    public User suspended(boolean suspended) {
        return new User(id, profile, about, providedId, suspended, properties, flags, memberships, groups);
    }

    /** The same person with another profile. */
    public User withProfile(Profile other) {
        return new User(id, other, about, providedId, isSuspended, properties, flags, memberships, groups);
    }

    /** The same person with other properties. */
    public User withProperties(Map<String, String> values) {
        return new User(id, profile, about, providedId, isSuspended, values, flags, memberships, groups);
    }

    /** The same person with other flags. */
    public User withFlags(Map<String, Object> values) {
        return new User(id, profile, about, providedId, isSuspended, properties, values, memberships, groups);
    }

    /** The same person with other memberships. */
    public User withMemberships(Map<String, Membership> values) {
        return new User(id, profile, about, providedId, isSuspended, properties, flags, values, groups);
    }
}
