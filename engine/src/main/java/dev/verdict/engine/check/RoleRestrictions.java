package dev.verdict.engine.check;

import dev.verdict.engine.table.RoleTable;
import dev.verdict.engine.table.ScopeEntry;
import dev.verdict.expr.run.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What role policies take away: a role that has one keeps the actions that its rules list, and only where all their conditions hold. */
final class RoleRestrictions {
    private RoleRestrictions() {}

    /** Whether a rule of {@code role}, or of a role above it, is about the kind. */
    static boolean anyCovers(Question question, ScopeEntry.Version version, String role, List<String> above) {
        boolean covers = covers(question, version.role(role));
        for (int i = 0; i < above.size() && !covers; i++) {
            covers = covers(question, version.role(above.get(i)));
        }
        return covers;
    }

    private static boolean covers(Question question, @Nullable RoleTable table) {
        if (table == null) {
            return false;
        }
        for (int i = 0; i < table.rows().size(); i++) {
            if (table.rows().get(i).covers(question.kind(), question.sanitisedKind())) {
                return true;
            }
        }
        return false;
    }

    /** The denial by the policies of {@code role} and the roles above it in one scope, or null if they leave the action. */
    static @Nullable Finding decide(
            Decision decision, ScopeEntry.Version version, String role, List<String> above, String action) {
        RoleTable own = version.role(role);
        Ruling ruling = own == null ? Ruling.NO_MATCH : decide(decision, own, action);
        if (own != null && ruling != Ruling.NO_MATCH) {
            return new Finding(ruling, own.key(), own.scope());
        }
        for (int i = 0; i < above.size(); i++) {
            RoleTable table = version.role(above.get(i));
            ruling = table == null ? Ruling.NO_MATCH : decide(decision, table, action);
            if (table != null && ruling != Ruling.NO_MATCH) {
                return new Finding(ruling, table.key(), table.scope());
            }
        }
        return null;
    }

    private static Ruling decide(Decision decision, RoleTable table, String action) {
        decision.consulted(table);
        Question question = decision.question();
        boolean kept = false;
        for (int i = 0; i < table.rows().size(); i++) {
            RoleTable.Row row = table.rows().get(i);
            if (!row.covers(question.kind(), question.sanitisedKind()) || !row.allows(action)) {
                continue;
            }
            kept = true;
            Truth outcome = decision.conditions().test(table.unit(), row.condition());
            if (outcome == Truth.ERROR) {
                return Ruling.DENY_BY_ERROR;
            }
            decision.emit(table.unit(), row.output(), outcome == Truth.TRUE, action);
            if (outcome != Truth.TRUE) {
                return Ruling.DENY;
            }
        }
        return kept ? Ruling.NO_MATCH : Ruling.DENY;
    }
}
