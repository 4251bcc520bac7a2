package dev.verdict.engine.check;

import dev.verdict.engine.decision.OutputEntry;
import dev.verdict.engine.table.CompiledOutput;
import dev.verdict.engine.table.CompiledUnit;
import dev.verdict.expr.Program;
import dev.verdict.expr.text.JsonForm;
import dev.verdict.expr.value.CelError;
import java.util.ArrayList;
import java.util.List;

/** Collects what the rules return to the caller about one resource, in the order of evaluation. */
final class Outputs {
    private final Conditions conditions;
    private final List<OutputEntry> entries = new ArrayList<>();

    Outputs(Conditions conditions) {
        this.conditions = conditions;
    }

    List<OutputEntry> entries() {
        return List.copyOf(entries);
    }

    void emit(CompiledUnit unit, CompiledOutput output, boolean conditionMet, String action) {
        Program program = conditionMet ? output.ruleActivated() : output.conditionNotMet();
        if (program == null) {
            return;
        }
        Object value = conditions.evaluate(unit, program);
        Object json = value instanceof CelError ? value : JsonForm.of(value);
        entries.add(
                json instanceof CelError error
                        ? new OutputEntry(output.source(), action, null, error.message())
                        : new OutputEntry(output.source(), action, json, null));
    }
}
