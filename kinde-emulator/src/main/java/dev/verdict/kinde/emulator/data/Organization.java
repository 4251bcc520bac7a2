package dev.verdict.kinde.emulator.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An organization.
 *
 * @param externalId its id in the customer's system, or null
 * @param plan key of its plan, or empty
 * @param trial a better plan for a while, or null
 * @param properties values by key
 * @param flags values that override those of the environment, by key
 */
public record Organization(
        String code,
        String name,
        String handle,
        @Nullable String externalId,
        boolean isDefault,
        boolean isSuspended,
        String plan,
        @Nullable Trial trial,
        Map<String, String> properties,
        Map<String, Object> flags) {
    public Organization {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
    }

    /** The same, suspended or not. */
    public Organization suspended(boolean suspended) {
        return new Organization(code, name, handle, externalId, isDefault, suspended, plan, trial, properties, flags);
    }

    /** The same with another name and external id. */
    public Organization renamed(String newName, @Nullable String newExternalId) {
        return new Organization(
                code, newName, handle, newExternalId, isDefault, isSuspended, plan, trial, properties, flags);
    }

    /** The same on another plan, without a trial. */
    public Organization onPlan(String newPlan) {
        return new Organization(
                code, name, handle, externalId, isDefault, isSuspended, newPlan, null, properties, flags);
    }

    /** The same with other properties. */
    public Organization withProperties(Map<String, String> values) {
        return new Organization(code, name, handle, externalId, isDefault, isSuspended, plan, trial, values, flags);
    }

    /** The same with other flags. */
    public Organization withFlags(Map<String, Object> values) {
        return new Organization(
                code, name, handle, externalId, isDefault, isSuspended, plan, trial, properties, values);
    }
}
