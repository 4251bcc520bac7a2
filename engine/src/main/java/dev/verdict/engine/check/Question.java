package dev.verdict.engine.check;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckRequest;
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
 * @param principalScopes where principal policies are looked for, most specific first
 * @param requestScope the resource's own scope, or null if no policy is in it
 */
record Question(
        CheckRequest.Entry entry,
        String sanitisedKind,
        String resourceVersion,
        String principalVersion,
        List<ScopeEntry> resourceScopes,
        List<ScopeEntry> principalScopes,
        @Nullable ScopeEntry requestScope) {

    String kind() {
        return entry.resource().kind();
    }

    /** Whether some principal policy, of whatever principal, is in reach. */
    boolean principalPoliciesExist() {
        for (int i = 0; i < principalScopes.size(); i++) {
            ScopeEntry.Version version = principalScopes.get(i).version(principalVersion);
            if (version != null && version.hasPrincipals()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a resource policy, or a rule of a role policy, for the kind is in reach. */
    boolean resourcePoliciesExist() {
        for (int i = 0; i < resourceScopes.size(); i++) {
            ScopeEntry.Version version = resourceScopes.get(i).version(resourceVersion);
            if (version != null
                    && (version.resource(sanitisedKind) != null || version.anyRoleCovers(kind(), sanitisedKind))) {
                return true;
            }
        }
        return false;
    }

    /** The key that the API shows for decisions of resource policies, whether or not a policy has it. */
    String resourceKey() {
        ScopeEntry first = resourceScopes.get(0);
        ScopeEntry.Version version = first.version(resourceVersion);
        ResourceTable table = version == null ? null : version.resource(sanitisedKind);
        return table != null ? table.key() : PolicyKey.resource(kind(), resourceVersion, first.scope());
    }

    /** The key that the API shows for decisions of principal policies, whether or not a policy has it; no key when no principal has a policy of its version. */
    String principalKey(String principalId) {
        if (!principalPoliciesExist()) {
            return ActionResult.NO_MATCH;
        }
        return PolicyKey.principal(
                principalId, principalVersion, principalScopes.get(0).scope());
    }
}
