package dev.verdict.engine.check;

import dev.verdict.engine.table.CompiledDerivedRole;
import dev.verdict.engine.table.ResourceTable;
import dev.verdict.expr.run.DerivedRoles;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The derived roles of one policy that are effective for the principal and the resource at hand: those that a rule of the
 * policy refers to, with a parent among the principal's roles or the roles above these in the request's scope, and with a
 * condition that holds. Parent roles are compared as plain names here (matches reference, policy language 2.6). Computed
 * when first asked for.
 */
final class EffectiveRoles implements DerivedRoles {
    private final Decision decision;
    private final ResourceTable table;
    private @Nullable List<String> effective;
    private List<String> failed = List.of();

    EffectiveRoles(Decision decision, ResourceTable table) {
        this.decision = decision;
        this.table = table;
    }

    @SuppressWarnings("ReferenceEquality") // a table is itself
    boolean areOf(ResourceTable other) {
        return table == other;
    }

    /** What an expression gets: the sorted names or, in strict mode, an error if a condition failed. */
    @Override
    public Object effective(Frame frame) {
        if (effective == null) {
            // Conditions of derived roles do not see the list that they make up.
            frame.derivedRoles(null);
            decision.conditions().nested(this::names);
            frame.derivedRoles(this);
        }
        if (!failed.isEmpty()) {
            return new CelError("failed to compute effective derived roles " + failed);
        }
        return names();
    }

    /** The sorted names; those whose condition failed are not among them. */
    List<String> names() {
        if (effective != null) {
            return effective;
        }
        List<String> names = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        List<CompiledDerivedRole> candidates = table.derivedRoles();
        for (int i = 0; i < candidates.size(); i++) {
            CompiledDerivedRole role = candidates.get(i);
            if (!hasParent(role)) {
                continue;
            }
            Truth outcome = decision.conditions().test(role.unit(), role.condition());
            if (outcome == Truth.TRUE) {
                names.add(role.name());
            } else if (outcome == Truth.ERROR) {
                errors.add(role.name());
            }
        }
        failed = errors;
        effective = names;
        return names;
    }

    private boolean hasParent(CompiledDerivedRole derived) {
        if (derived.anyParent()) {
            return true;
        }
        List<String> roles = decision.principal().roles();
        for (int i = 0; i < roles.size(); i++) {
            String role = roles.get(i);
            if (derived.exactParentRoles().contains(role)) {
                return true;
            }
            List<String> above = decision.question().rolesAbove(role);
            for (int j = 0; j < above.size(); j++) {
                if (derived.exactParentRoles().contains(above.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }
}
