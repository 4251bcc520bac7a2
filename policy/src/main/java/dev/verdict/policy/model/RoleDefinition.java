package dev.verdict.policy.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One derived role.
 *
 * @param parentRoles globs; exactly {@code ["*"]} when the author's list contains {@code *}
 */
public record RoleDefinition(
        Located<String> name,
        List<Located<String>> parentRoles,
        @Nullable Condition condition) {
    public RoleDefinition {
        parentRoles = List.copyOf(parentRoles);
    }
}
