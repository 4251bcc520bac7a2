package dev.verdict.engine.table;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;

/**
 * A compiled set of derived roles.
 *
 * @param roles by name; empty if there are errors
 */
record CompiledDerivedRoles(Map<String, CompiledDerivedRole> roles, List<Diagnostic> diagnostics) {
    CompiledDerivedRoles {
        roles = Map.copyOf(roles);
        diagnostics = List.copyOf(diagnostics);
    }
}
