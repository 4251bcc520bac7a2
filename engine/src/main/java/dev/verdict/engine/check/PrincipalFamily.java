package dev.verdict.engine.check;

import dev.verdict.engine.table.PrincipalTable;
import dev.verdict.engine.table.ScopeEntry;
import dev.verdict.expr.run.Truth;
import java.util.List;

/** The search through the policies of the principal. What it finds is final, resource policies are not consulted then. */
final class PrincipalFamily {
    private PrincipalFamily() {}

    static Finding decide(Decision decision, PrincipalScopes within, String action) {
        Question question = decision.question();
        String principal = decision.principal().id();
        List<ScopeEntry> scopes = within.entries();
        for (int i = 0; i < scopes.size(); i++) {
            ScopeEntry scope = scopes.get(i);
            // matches reference: the policy is picked by the version of the resource, not of the principal (D10)
            ScopeEntry.Version version = scope.version(question.resourceVersion());
            PrincipalTable table = version == null ? null : version.principal(principal);
            if (table == null) {
                continue;
            }
            decision.consulted(table);
            Ruling ruling = decide(decision, table, action);
            if (ruling == Ruling.DENY_BY_ERROR) {
                return new Finding(ruling, table.key(), scope.scope());
            }
            if (ruling == Ruling.DENY || (ruling == Ruling.ALLOW && !scope.requiresConsent())) {
                return new Finding(ruling, within.key(principal), scope.scope());
            }
        }
        return Finding.NOTHING;
    }

    private static Ruling decide(Decision decision, PrincipalTable table, String action) {
        Ruling ruling = Ruling.NO_MATCH;
        for (int i = 0; i < table.rows().size(); i++) {
            PrincipalTable.Row row = table.rows().get(i);
            if (!row.action().matches(action) || !covers(row, decision.question())) {
                continue;
            }
            Truth outcome = decision.conditions().test(table.unit(), row.condition());
            if (outcome == Truth.ERROR) {
                return Ruling.DENY_BY_ERROR;
            }
            boolean met = outcome == Truth.TRUE;
            decision.emit(table.unit(), row.output(), met, action);
            if (met != row.restriction()) {
                if (row.deny()) {
                    return Ruling.DENY;
                }
                ruling = Ruling.ALLOW;
            }
        }
        return ruling;
    }

    private static boolean covers(PrincipalTable.Row row, Question question) {
        return row.resource().matches(question.sanitisedKind())
                || row.resource().matches(question.kind());
    }
}
