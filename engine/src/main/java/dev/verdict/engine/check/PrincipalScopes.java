package dev.verdict.engine.check;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.table.ScopeEntry;
import dev.verdict.policy.identity.PolicyKey;
import java.util.List;

/**
 * Where principal policies are looked for.
 *
 * @param entries most specific first; not empty
 * @param version of the principal's policies, the engine's default applied
 */
record PrincipalScopes(List<ScopeEntry> entries, String version) {

    /** Whether some principal policy, of whatever principal, is in reach. */
    boolean policiesExist() {
        for (int i = 0; i < entries.size(); i++) {
            ScopeEntry.Version held = entries.get(i).version(version);
            if (held != null && held.hasPrincipals()) {
                return true;
            }
        }
        return false;
    }

    /** The key that the API shows for decisions of principal policies, whether or not a policy has it; no key when no principal has a policy of its version. */
    String key(String principalId) {
        if (!policiesExist()) {
            return ActionResult.NO_MATCH;
        }
        return PolicyKey.principal(principalId, version, entries.get(0).scope());
    }
}
