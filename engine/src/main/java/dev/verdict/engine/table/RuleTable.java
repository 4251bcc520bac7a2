package dev.verdict.engine.table;

import dev.verdict.policy.identity.PolicyKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All compiled policies of one generation. Immutable and thread-safe. */
public final class RuleTable {
    private final Map<String, ScopeEntry> scopes = new HashMap<>();
    private final List<PolicyTable> policies;

    /** Kinds as policies know them; saves the sanitising of kinds that are sent in this form. */
    private final Map<String, String> kinds = new HashMap<>();

    /**
     * The table of {@code policies}.
     *
     * @param consentScopes scopes whose ALLOWs need one from above
     */
    RuleTable(Collection<PolicyTable> policies, Set<String> consentScopes) {
        this.policies = List.copyOf(policies);
        for (PolicyTable policy : policies) {
            scopes.computeIfAbsent(policy.scope(), scope -> new ScopeEntry(scope, consentScopes.contains(scope)))
                    .add(policy);
            if (policy instanceof ResourceTable resource) {
                kinds.put(resource.kind(), resource.kind());
            }
        }
        List<ScopeEntry> fromRoot = new ArrayList<>(scopes.values());
        fromRoot.sort(Comparator.comparingInt(entry -> entry.scope().length()));
        for (ScopeEntry entry : fromRoot) {
            List<ScopeEntry> above = new ArrayList<>();
            for (String parent : PolicyKey.parents(entry.scope())) {
                ScopeEntry existing = scopes.get(parent);
                if (existing != null) {
                    above.add(existing);
                }
            }
            entry.seal(above);
        }
    }

    /** What is known about {@code scope} itself, or null when no policy is in it. */
    public @Nullable ScopeEntry scope(String scope) {
        return scopes.get(scope);
    }

    /** A resource kind in the form in which policies are indexed. */
    public String sanitisedKind(String kind) {
        String known = kinds.get(kind);
        return known != null ? known : PolicyKey.sanitise(kind);
    }

    /** All policies, in the order of their files. */
    public List<PolicyTable> policies() {
        return policies;
    }

    /** Number of rules of all policies. */
    public int rowCount() {
        int count = 0;
        for (PolicyTable policy : policies) {
            count += switch (policy) {
                case ResourceTable t -> t.rows().rows().size();
                case PrincipalTable t -> t.rows().size();
                case RoleTable t -> t.rows().size();
            };
        }
        return count;
    }
}
