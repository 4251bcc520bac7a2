package dev.verdict.policy.model;

import dev.verdict.policy.diagnostic.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a role policy.
 *
 * @param name as written, or empty
 * @param resource kind or glob
 * @param allowActions globs, always active
 */
public record RoleRule(
        String name,
        Located<String> resource,
        List<Located<String>> allowActions,
        @Nullable Condition condition,
        @Nullable Output output,
        Span span) {
    public RoleRule {
        allowActions = List.copyOf(allowActions);
    }
}
