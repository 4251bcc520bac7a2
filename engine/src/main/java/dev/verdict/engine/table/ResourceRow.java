package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import dev.verdict.policy.diagnostic.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a resource policy.
 *
 * @param deny the effect when the row is satisfied
 * @param restriction a conditional ALLOW of a scope that requires parental consent: a denial, satisfied when the author's
 *     condition does <em>not</em> hold
 * @param roles globs; each that matches makes the row count once more
 */
public record ResourceRow(
        boolean deny,
        boolean restriction,
        List<Glob> actions,
        List<Glob> roles,
        List<CompiledDerivedRole> derivedRoles,
        @Nullable CompiledCondition condition,
        @Nullable CompiledOutput output,
        Span span)
        implements ActionRow {
    public ResourceRow {
        actions = List.copyOf(actions);
        roles = List.copyOf(roles);
        derivedRoles = List.copyOf(derivedRoles);
    }
}
