package dev.verdict.engine.check;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.table.Layer;
import dev.verdict.engine.table.ResourceTable;
import dev.verdict.engine.table.ScopeEntry;
import dev.verdict.policy.identity.PolicyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resource of a call with the engine's defaults applied.
 *
 * @param sanitisedKind the kind as policies are indexed by it
 * @param resourceScopes where resource and role policies are looked for, most specific first
 * @param layers what these scopes hold for the kind, or null when they hold nothing
 * @param principalScopes where principal policies are looked for, or null when there are none
 * @param requestScope the resource's own scope, or null if no policy is in it
 */
record Question(
        CheckRequest.Entry entry,
        String sanitisedKind,
        String resourceVersion,
        List<ScopeEntry> resourceScopes,
        @Nullable Layer layers,
        @Nullable PrincipalScopes principalScopes,
        @Nullable ScopeEntry requestScope) {

    String kind() {
        return entry.resource().kind();
    }

    /** The roles above {@code role} by the role policies of the resource's own scope. */
    List<String> rolesAbove(String role) {
        return requestScope == null ? List.of() : requestScope.parents(role);
    }

    /** Whether some principal policy, of whatever principal, is in reach. */
    boolean principalPoliciesExist() {
        return principalScopes != null && principalScopes.policiesExist();
    }

    /** Whether a resource policy, or a rule of a role policy, for the kind is in reach. */
    boolean resourcePoliciesExist() {
        for (Layer layer = layers; layer != null; layer = layer.above()) {
            if (layer.policy() != null || layer.version().anyRoleCovers(kind(), sanitisedKind)) {
                return true;
            }
        }
        return false;
    }

    /** The key that the API shows for decisions of resource policies, whether or not a policy has it. */
    @SuppressWarnings("ReferenceEquality") // a scope is itself
    String resourceKey() {
        ScopeEntry first = resourceScopes.get(0);
        ResourceTable policy = layers != null && layers.scope() == first ? layers.policy() : null;
        return policy != null ? policy.key() : PolicyKey.resource(kind(), resourceVersion, first.scope());
    }
}
