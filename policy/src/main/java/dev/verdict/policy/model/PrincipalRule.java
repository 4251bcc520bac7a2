package dev.verdict.policy.model;

import dev.verdict.policy.diagnostic.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a principal policy for one resource.
 *
 * @param resource kind or glob
 */
public record PrincipalRule(Located<String> resource, List<Action> actions) {
    public PrincipalRule {
        actions = List.copyOf(actions);
    }

    /**
     * What is decided for one action.
     *
     * @param name as written, or {@code <resource>_rule-00n} with n counting inside the resource entry
     * @param action glob
     */
    public record Action(
            String name,
            Located<String> action,
            RuleEffect effect,
            @Nullable Condition condition,
            @Nullable Output output,
            Span span) {}
}
