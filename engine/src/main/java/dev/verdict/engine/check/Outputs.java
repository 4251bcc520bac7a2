package dev.verdict.engine.check;

import dev.verdict.engine.decision.OutputEntry;
import dev.verdict.engine.table.CompiledOutput;
import dev.verdict.engine.table.CompiledUnit;
import dev.verdict.expr.Program;
import dev.verdict.expr.text.JsonForm;
import dev.verdict.expr.value.CelError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the rules return to the caller, in the order of evaluation. */
final class Outputs {
    private final Conditions conditions;
    private @Nullable List<OutputEntry> entries;

    Outputs(Conditions conditions) {
        this.conditions = conditions;
    }

    void nextResource() {
        entries = null;
    }

    List<OutputEntry> entries() {
        return entries == null ? List.of() : List.copyOf(entries);
    }

    /** Evaluates the output of a rule whose condition held, or did not hold, as its author meant it. */
    void emit(CompiledUnit unit, @Nullable CompiledOutput output, boolean conditionMet, String action) {
        if (output == null) {
            return;
        }
        Program program = conditionMet ? output.ruleActivated() : output.conditionNotMet();
        if (program == null) {
            return;
        }
        if (entries == null) {
            entries = new ArrayList<>();
        }
        Object value = conditions.evaluate(unit, program);
        Object json = value instanceof CelError ? value : JsonForm.of(value);
        entries.add(
                json instanceof CelError error
                        ? new OutputEntry(output.source(), action, null, error.message())
                        : new OutputEntry(output.source(), action, json, null));
    }
}
