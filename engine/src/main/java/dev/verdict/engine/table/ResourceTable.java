package dev.verdict.engine.table;

import dev.verdict.policy.diagnostic.Span;
import java.util.List;

/**
 * A compiled resource policy.
 *
 * @param kind sanitised
 * @param derivedRoles those that a rule refers to, sorted by name
 * @param readsDerivedRoles whether an expression reads {@code runtime.effectiveDerivedRoles}
 * @param schemas only those of the root scope have an effect
 */
public record ResourceTable(
        String key,
        String kind,
        String version,
        String scope,
        CompiledUnit unit,
        ActionIndex<ResourceRow> rows,
        RolePatterns rolePatterns,
        List<CompiledDerivedRole> derivedRoles,
        boolean readsDerivedRoles,
        CompiledSchemas schemas,
        Span span)
        implements PolicyTable {
    public ResourceTable {
        derivedRoles = List.copyOf(derivedRoles);
    }
}
