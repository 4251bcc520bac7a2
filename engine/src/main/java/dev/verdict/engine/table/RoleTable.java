package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import dev.verdict.policy.diagnostic.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled role policy. */
public record RoleTable(
        String key,
        String role,
        String version,
        String scope,
        List<String> parentRoles,
        CompiledUnit unit,
        List<Row> rows,
        Span span)
        implements PolicyTable {
    public RoleTable {
        parentRoles = List.copyOf(parentRoles);
        rows = List.copyOf(rows);
    }

    /**
     * Actions that the role keeps on one resource.
     *
     * @param resource matched with the kind as sent and as sanitised
     * @param condition the actions are denied where it does not hold
     */
    public record Row(
            Glob resource,
            List<Glob> allowActions,
            @Nullable CompiledCondition condition,
            @Nullable CompiledOutput output,
            Span span) {
        public Row {
            allowActions = List.copyOf(allowActions);
        }

        /** Whether the row is about a resource kind, given as sent and as sanitised. */
        public boolean covers(String kind, String sanitisedKind) {
            return resource.matches(sanitisedKind) || resource.matches(kind);
        }

        /** Whether the row keeps {@code action}. */
        public boolean allows(String action) {
            for (int i = 0; i < allowActions.size(); i++) {
                if (allowActions.get(i).matches(action)) {
                    return true;
                }
            }
            return false;
        }
    }
}
