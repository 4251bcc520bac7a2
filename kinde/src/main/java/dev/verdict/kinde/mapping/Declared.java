package dev.verdict.kinde.mapping;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The keys that policies rely on. A declared flag or property with a default is always there.
 *
 * @param permissions named for whoever compares policies with declarations; they give nobody a permission
 */
public record Declared(
        Map<String, Declaration> flags,
        Map<PropertyOwner, Map<String, Declaration>> properties,
        Set<String> permissions) {
    public static final Declared NOTHING = new Declared(Map.of(), Map.of(), Set.of());

    public Declared {
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        Map<PropertyOwner, Map<String, Declaration>> copy = new EnumMap<>(PropertyOwner.class);
        properties.forEach((owner, keys) -> copy.put(owner, Collections.unmodifiableMap(new LinkedHashMap<>(keys))));
        properties = Collections.unmodifiableMap(copy);
        permissions = Collections.unmodifiableSet(new LinkedHashSet<>(permissions));
    }

    Map<String, Declaration> propertiesOf(PropertyOwner owner) {
        return properties.getOrDefault(owner, Map.of());
    }
}
