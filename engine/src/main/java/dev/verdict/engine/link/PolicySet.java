package dev.verdict.engine.link;

import dev.verdict.policy.identity.PolicyKey;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.model.Policy;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The enabled documents of a policy set by their keys. Immutable. */
public final class PolicySet {
    private final Map<String, Document> byKey;
    private final Set<String> unusable;

    /** INVARIANT: the iteration order of {@code byKey} depends on file names only, never on the order of reading. */
    PolicySet(Map<String, Document> byKey, Set<String> unusable) {
        this.byKey = Collections.unmodifiableMap(byKey);
        this.unusable = Set.copyOf(unusable);
    }

    public Collection<Document> documents() {
        return byKey.values();
    }

    public @Nullable Document find(String key) {
        return byKey.get(key);
    }

    /** Whether some file defines {@code key}, perhaps one with errors, so that {@link #find} has nothing for it. */
    boolean isDefined(String key) {
        return byKey.containsKey(key) || unusable.contains(key);
    }

    /** The set of derived roles that an import names, or null. */
    public @Nullable Document derivedRoles(String name) {
        return byKey.get(PolicyKey.derivedRoles(name));
    }

    /** The exported variables that an import names, or null. */
    public @Nullable Document exportedVariables(String name) {
        return byKey.get(PolicyKey.exportVariables(name));
    }

    /** The exported constants that an import names, or null. */
    public @Nullable Document exportedConstants(String name) {
        return byKey.get(PolicyKey.exportConstants(name));
    }

    /** The key under which {@code policy} is known. */
    public static String keyOf(Policy policy) {
        return switch (policy) {
            case Policy.Resource p -> PolicyKey.resource(p.kind().value(), p.version(), p.scope());
            case Policy.Principal p -> PolicyKey.principal(p.principal().value(), p.version(), p.scope());
            case Policy.Role p -> PolicyKey.role(p.role().value(), p.version(), p.scope());
            case Policy.DerivedRoles p -> PolicyKey.derivedRoles(p.name().value());
            case Policy.ExportVariables p -> PolicyKey.exportVariables(p.name().value());
            case Policy.ExportConstants p -> PolicyKey.exportConstants(p.name().value());
        };
    }
}
