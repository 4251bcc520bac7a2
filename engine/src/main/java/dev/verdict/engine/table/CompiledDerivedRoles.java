package dev.verdict.engine.table;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;

/**
 * A compiled set of derived roles.
 *
 * @param roles by name; empty if not usable
 * @param usable false if there are errors in the set or in what it imports
 */
record CompiledDerivedRoles(Map<String, CompiledDerivedRole> roles, boolean usable, List<Diagnostic> diagnostics) {
    CompiledDerivedRoles {
        roles = Map.copyOf(roles);
        diagnostics = List.copyOf(diagnostics);
    }
}
