package dev.verdict.engine.check;

import dev.verdict.engine.glob.Glob;
import dev.verdict.engine.table.ActionIndex;
import dev.verdict.engine.table.CompiledDerivedRole;
import dev.verdict.engine.table.Layer;
import dev.verdict.engine.table.ResourceRow;
import dev.verdict.engine.table.ResourceTable;
import dev.verdict.engine.table.ScopeEntry;
import dev.verdict.expr.run.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search through resource and role policies. Roles are tried one by one in the order of the request, the first that
 * gets an ALLOW wins; for each the scopes are walked from the most specific to the root.
 */
final class ResourceFamily {
    private ResourceFamily() {}

    static Finding decide(Decision decision, String action, String policyKey) {
        Question question = decision.question();
        List<String> roles = decision.rolesToTry();
        Finding first = null;
        for (int i = 0; i < roles.size(); i++) {
            String role = roles.get(i);
            if (i > 0) {
                decision.chargeRole();
            }
            Finding finding = walkScopes(decision, role, question.rolesAbove(role), action, policyKey);
            if (finding.ruling() == Ruling.ALLOW || finding.ruling() == Ruling.DENY_BY_ERROR) {
                return finding;
            }
            if (first == null || first.ruling() == Ruling.NO_MATCH) {
                first = finding;
            }
        }
        return first == null ? new Finding(Ruling.NO_MATCH, policyKey, "") : first;
    }

    private static Finding walkScopes(
            Decision decision, String role, List<String> above, String action, String policyKey) {
        Question question = decision.question();
        int position = 0;
        for (Layer layer = question.layers(); layer != null; layer = layer.above()) {
            ScopeEntry scope = layer.scope();
            ScopeEntry.Version version = layer.version();
            ResourceTable table = layer.policy();
            decision.reach(position++, table);
            if (version.hasRoles() && isConcerned(question, version, table, role, above)) {
                Finding restricted = RoleRestrictions.decide(decision, version, role, above, action);
                if (restricted != null) {
                    return restricted;
                }
            }
            Ruling ruling = table == null ? Ruling.NO_MATCH : decide(decision, table, role, above, action);
            if (ruling == Ruling.DENY_BY_ERROR) {
                return new Finding(ruling, table == null ? policyKey : table.key(), scope.scope());
            }
            if (ruling == Ruling.DENY || (ruling == Ruling.ALLOW && !scope.requiresConsent())) {
                return new Finding(ruling, policyKey, scope.scope());
            }
        }
        return new Finding(Ruling.NO_MATCH, policyKey, "");
    }

    /**
     * Whether any rule in a scope is about the kind and the role, whatever its action. Where there is none, the role policies
     * of the scope are not consulted either, not even for what they leave out (matches reference).
     */
    private static boolean isConcerned(
            Question question,
            ScopeEntry.Version version,
            @Nullable ResourceTable table,
            String role,
            List<String> above) {
        if (RoleRestrictions.anyCovers(question, version, role, above)) {
            return true;
        }
        if (table == null) {
            return false;
        }
        for (ResourceRow row : table.rows().rows()) {
            if (matching(row.roles(), role, above) > 0) {
                return true;
            }
            for (CompiledDerivedRole derived : row.derivedRoles()) {
                if (matching(derived.parentRoles(), role, above) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Ruling decide(
            Decision decision, ResourceTable table, String role, List<String> above, String action) {
        if (!table.readsDerivedRoles()) {
            return search(decision, table, role, above, action);
        }
        decision.showDerivedRoles(table);
        try {
            return search(decision, table, role, above, action);
        } finally {
            // A search that is cut off must not leave them to the next one.
            decision.hideDerivedRoles();
        }
    }

    private static Ruling search(
            Decision decision, ResourceTable table, String role, List<String> above, String action) {
        List<ActionIndex.Match<ResourceRow>> matches = table.rows().candidates(action);
        Ruling ruling = Ruling.NO_MATCH;
        for (int i = 0; i < matches.size() && ruling != Ruling.DENY && ruling != Ruling.DENY_BY_ERROR; i++) {
            Ruling next = decide(decision, table, matches.get(i), role, above, action);
            if (next != Ruling.NO_MATCH) {
                ruling = next;
            }
        }
        return ruling;
    }

    /**
     * A rule applies once for each of its action patterns, roles and parents of derived roles that match, and gives its
     * outputs as often; without outputs once is enough.
     */
    private static Ruling decide(
            Decision decision,
            ResourceTable table,
            ActionIndex.Match<ResourceRow> match,
            String role,
            List<String> above,
            String action) {
        ResourceRow row = match.row();
        int patterns = row.output() == null ? 1 : match.patterns();
        Ruling ruling = Ruling.NO_MATCH;
        for (int p = 0; p < patterns; p++) {
            int times = times(row, matching(row.roles(), role, above));
            for (int t = 0; t < times; t++) {
                Ruling next = apply(decision, table, row, action);
                if (next == Ruling.DENY || next == Ruling.DENY_BY_ERROR) {
                    return next;
                }
                ruling = next == Ruling.ALLOW ? next : ruling;
            }
            for (int d = 0; d < row.derivedRoles().size(); d++) {
                Ruling next =
                        applyDerived(decision, table, row, row.derivedRoles().get(d), role, above, action);
                if (next == Ruling.DENY || next == Ruling.DENY_BY_ERROR) {
                    return next;
                }
                ruling = next == Ruling.ALLOW ? next : ruling;
            }
        }
        return ruling;
    }

    private static Ruling applyDerived(
            Decision decision,
            ResourceTable table,
            ResourceRow row,
            CompiledDerivedRole derived,
            String role,
            List<String> above,
            String action) {
        int times = times(row, matching(derived.parentRoles(), role, above));
        Ruling ruling = Ruling.NO_MATCH;
        for (int t = 0; t < times; t++) {
            Truth active = decision.conditions().test(derived.unit(), derived.condition());
            if (active == Truth.ERROR) {
                return Ruling.DENY_BY_ERROR;
            }
            if (active == Truth.FALSE) {
                return ruling;
            }
            ruling = apply(decision, table, row, action);
            if (ruling == Ruling.DENY || ruling == Ruling.DENY_BY_ERROR) {
                return ruling;
            }
        }
        return ruling;
    }

    private static int times(ResourceRow row, int matching) {
        return row.output() == null ? Math.min(matching, 1) : matching;
    }

    private static Ruling apply(Decision decision, ResourceTable table, ResourceRow row, String action) {
        Truth outcome = decision.conditions().test(table.unit(), row.condition());
        if (outcome == Truth.ERROR) {
            return Ruling.DENY_BY_ERROR;
        }
        boolean met = outcome == Truth.TRUE;
        decision.emit(table.unit(), row.output(), met, action);
        if (met == row.restriction()) {
            return Ruling.NO_MATCH;
        }
        return row.deny() ? Ruling.DENY : Ruling.ALLOW;
    }

    private static int matching(List<Glob> patterns, String role, List<String> above) {
        int matching = 0;
        for (int i = 0; i < patterns.size(); i++) {
            if (matches(patterns.get(i), role, above)) {
                matching++;
            }
        }
        return matching;
    }

    private static boolean matches(Glob pattern, String role, List<String> above) {
        if (pattern.matches(role)) {
            return true;
        }
        for (int i = 0; i < above.size(); i++) {
            if (pattern.matches(above.get(i))) {
                return true;
            }
        }
        return false;
    }
}
