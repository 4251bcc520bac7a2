package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A derived role as the policies that import it see it.
 *
 * @param parentRoles globs, for rules that name the derived role
 * @param exactParentRoles the same as plain names, for the list of effective derived roles
 */
public record CompiledDerivedRole(
        String name,
        List<Glob> parentRoles,
        Set<String> exactParentRoles,
        CompiledUnit unit,
        @Nullable CompiledCondition condition) {
    public CompiledDerivedRole {
        parentRoles = List.copyOf(parentRoles);
        exactParentRoles = Set.copyOf(exactParentRoles);
    }

    /** Whether every role is a parent. */
    public boolean anyParent() {
        return exactParentRoles.contains("*");
    }
}
