package dev.verdict.engine.check;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.decision.ValidationError;
import dev.verdict.engine.table.CompiledOutput;
import dev.verdict.engine.table.CompiledUnit;
import dev.verdict.engine.table.PolicyTable;
import dev.verdict.engine.table.ResourceTable;
import dev.verdict.expr.run.Frame;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The state of one call while its resources are decided one after the other. Belongs to one thread. */
final class Decision {
    private final CheckRequest request;
    private final Frame frame;
    private final Conditions conditions;
    private final @Nullable Trail trail;
    private @Nullable Question question;
    private @Nullable Outputs outputs;
    private @Nullable EffectiveRoles effectiveRoles;
    private @Nullable DistinctRoles distinctRoles;

    /** Number of layers, from the most specific on, that the search has reached for the resource at hand. */
    private int reachedLayers;

    private @Nullable TreeSet<String> reachedRoles;

    Decision(CheckRequest request, Frame frame, boolean strict, @Nullable Trail trail) {
        this.request = request;
        this.frame = frame;
        this.conditions = new Conditions(
                frame, strict, asksRepeatedly(request), request.entries().size() > 1);
        this.trail = trail;
    }

    /** Whether a condition may be needed more than once for a resource, so that remembering its outcome pays. */
    private static boolean asksRepeatedly(CheckRequest request) {
        return request.includeMeta()
                || request.entries().size() > 1
                || request.principal().roles().size() > 1
                || request.entries().get(0).actions().size() > 1;
    }

    /** Goes on to the next resource. */
    void begin(Question next) {
        if (question != null) {
            conditions.nextResource();
            outputs = null;
            effectiveRoles = null;
            reachedRoles = null;
            reachedLayers = 0;
            hideDerivedRoles();
        }
        question = next;
    }

    Principal principal() {
        return request.principal();
    }

    /** The principal's roles, in their order, that resource and role policies must be searched for. */
    List<String> rolesToTry() {
        List<String> roles = principal().roles();
        if (!DistinctRoles.areWorthwhile(roles)) {
            return roles;
        }
        DistinctRoles distinct = distinctRoles;
        if (distinct == null || !distinct.hold(question())) {
            distinct = DistinctRoles.of(roles, question());
            distinctRoles = distinct;
        }
        return distinct.roles();
    }

    /** Takes the cost of one more role from the budget. */
    void chargeRole() {
        frame.charge(1);
    }

    Question question() {
        return Objects.requireNonNull(question);
    }

    Conditions conditions() {
        return conditions;
    }

    /** Evaluates the output of a rule whose condition held, or did not hold, as its author meant it. */
    void emit(CompiledUnit unit, @Nullable CompiledOutput output, boolean conditionMet, String action) {
        if (output == null) {
            return;
        }
        if (outputs == null) {
            outputs = new Outputs(conditions);
        }
        outputs.emit(unit, output, conditionMet, action);
    }

    void consulted(PolicyTable table) {
        if (trail != null) {
            trail.add(table);
        }
    }

    /**
     * Takes note that the search has come to a layer.
     *
     * @param position of the layer, counted from the most specific
     * @param table the policy for the resource's kind in that layer, or null
     */
    void reach(int position, @Nullable ResourceTable table) {
        if (position < reachedLayers) {
            return;
        }
        reachedLayers = position + 1;
        if (table == null) {
            return;
        }
        consulted(table);
        if (request.includeMeta() && !table.derivedRoles().isEmpty()) {
            if (reachedRoles == null) {
                reachedRoles = new TreeSet<>();
            }
            reachedRoles.addAll(effectiveRolesOf(table).names());
        }
    }

    /** Lets expressions of {@code table} ask for its effective derived roles. */
    void showDerivedRoles(ResourceTable table) {
        frame.derivedRoles(effectiveRolesOf(table));
    }

    void hideDerivedRoles() {
        frame.derivedRoles(null);
    }

    private EffectiveRoles effectiveRolesOf(ResourceTable table) {
        if (effectiveRoles == null || !effectiveRoles.areOf(table)) {
            effectiveRoles = new EffectiveRoles(this, table);
        }
        return effectiveRoles;
    }

    ResourceResult result(ActionResult[] actions, List<ValidationError> misfits) {
        return new ResourceResult(
                question().entry().resource(),
                List.of(actions),
                reachedRoles == null ? List.of() : List.copyOf(reachedRoles),
                outputs == null ? List.of() : outputs.entries(),
                misfits,
                conditions.errors());
    }
}
