package dev.verdict.engine.check;

import dev.verdict.expr.run.Budget;
import java.util.Objects;

/**
 * How requests are decided, apart from the policies.
 *
 * @param defaultPolicyVersion for requests that give no version; not empty
 * @param defaultScope for requests that give no scope
 * @param lenientScopeSearch whether a scope without policies falls back to those above it
 * @param strictEvaluation whether a failed expression of a condition denies the action
 */
public record CheckSettings(
        String defaultPolicyVersion,
        String defaultScope,
        boolean lenientScopeSearch,
        boolean strictEvaluation,
        SchemaEnforcement schemaEnforcement,
        Budget budget) {
    public CheckSettings {
        Objects.requireNonNull(defaultScope, "defaultScope");
        Objects.requireNonNull(schemaEnforcement, "schemaEnforcement");
        Objects.requireNonNull(budget, "budget");
        if (defaultPolicyVersion.isBlank()) {
            throw new IllegalArgumentException("the default policy version must not be blank");
        }
    }
}
