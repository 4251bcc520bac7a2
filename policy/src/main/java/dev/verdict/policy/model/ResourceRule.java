package dev.verdict.policy.model;

import dev.verdict.policy.diagnostic.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a resource policy. It applies when any entry of {@code roles} or {@code derivedRoles} applies.
 *
 * @param name as written, or {@code rule-00n} with n counting all rules from 1
 * @param roles globs; exactly {@code ["*"]} when the author's list contains {@code *}
 */
public record ResourceRule(
        String name,
        List<Located<String>> actions,
        RuleEffect effect,
        List<Located<String>> roles,
        List<Located<String>> derivedRoles,
        @Nullable Condition condition,
        @Nullable Output output,
        Span span) {
    public ResourceRule {
        actions = List.copyOf(actions);
        roles = List.copyOf(roles);
        derivedRoles = List.copyOf(derivedRoles);
    }
}
