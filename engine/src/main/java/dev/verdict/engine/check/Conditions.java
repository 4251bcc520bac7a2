package dev.verdict.engine.check;

import dev.verdict.engine.decision.EvaluationError;
import dev.verdict.engine.table.CompiledCondition;
import dev.verdict.engine.table.CompiledUnit;
import dev.verdict.engine.table.ConditionNode;
import dev.verdict.expr.Program;
import dev.verdict.expr.run.BudgetExceeded;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tests conditions. In the default mode an expression that fails counts as false and the tree around it goes on; in strict
 * mode the failure is the outcome of the whole condition.
 */
final class Conditions {
    private final Frame frame;
    private final boolean strict;
    private final boolean remember;
    private final boolean severalResources;
    private boolean budgetExceeded;

    /** A list linked through {@link Memory#next}: a call rarely touches more than two units. */
    private @Nullable Memory memories;

    private @Nullable Memory entered;
    private @Nullable TreeSet<EvaluationError> errors;

    Conditions(Frame frame, boolean strict, boolean remember, boolean severalResources) {
        this.frame = frame;
        this.strict = strict;
        this.remember = remember;
        this.severalResources = severalResources;
    }

    void nextResource() {
        errors = null;
        for (Memory memory = memories; memory != null; memory = memory.next) {
            memory.nextResource();
        }
    }

    /** What has failed for the resource at hand: distinct and sorted. */
    List<EvaluationError> errors() {
        return errors == null ? List.of() : List.copyOf(errors);
    }

    /** Whether a decision of the call was cut off. */
    boolean budgetExceeded() {
        return budgetExceeded;
    }

    /** Takes note that the decision at hand was cut off. */
    void cutOff(BudgetExceeded exceeded) {
        budgetExceeded = true;
        entered = null;
        failed("", String.valueOf(exceeded.getMessage()));
    }

    /** ERROR only in strict mode. */
    Truth test(CompiledUnit unit, @Nullable CompiledCondition condition) {
        if (condition == null) {
            return Truth.TRUE;
        }
        Memory memory = memoryOf(unit);
        Truth known = memory.outcome(condition.index());
        if (known != null) {
            return known;
        }
        enter(memory);
        Truth outcome = test(condition.root());
        memory.remember(condition.index(), outcome);
        return outcome;
    }

    private Truth test(ConditionNode node) {
        return switch (node) {
            case ConditionNode.Expression leaf -> test(leaf.program());
            case ConditionNode.All all -> search(all.of(), Truth.FALSE, Truth.FALSE, Truth.TRUE);
            case ConditionNode.Any any -> search(any.of(), Truth.TRUE, Truth.TRUE, Truth.FALSE);
            case ConditionNode.None none -> search(none.of(), Truth.TRUE, Truth.FALSE, Truth.TRUE);
        };
    }

    private Truth search(List<ConditionNode> of, Truth wanted, Truth found, Truth notFound) {
        for (int i = 0; i < of.size(); i++) {
            Truth outcome = test(of.get(i));
            if (outcome == Truth.ERROR) {
                return Truth.ERROR;
            }
            if (outcome == wanted) {
                return found;
            }
        }
        return notFound;
    }

    private Truth test(Program program) {
        Truth outcome = program.test(frame);
        if (outcome != Truth.ERROR) {
            return outcome;
        }
        CelError error = frame.lastError();
        failed(program.source(), error == null ? "" : error.message());
        return strict ? Truth.ERROR : Truth.FALSE;
    }

    /** The value of an output, or a {@link CelError}. */
    @Nullable
    Object evaluate(CompiledUnit unit, Program program) {
        enter(memoryOf(unit));
        Object value = program.evaluate(frame);
        if (value instanceof CelError error) {
            failed(program.source(), error.message());
        }
        return value;
    }

    private void failed(String expression, String message) {
        if (errors == null) {
            errors = new TreeSet<>();
        }
        errors.add(new EvaluationError(expression, message));
    }

    /** Runs {@code inner}, which may test conditions of other units, in the middle of an evaluation. */
    <T> T nested(Supplier<T> inner) {
        Memory outer = entered;
        T result = inner.get();
        if (outer != null) {
            enter(outer);
        }
        return result;
    }

    private void enter(Memory memory) {
        if (entered != memory) {
            memory.enter(frame);
            entered = memory;
        }
    }

    private Memory memoryOf(CompiledUnit unit) {
        if (entered != null && entered.serves(unit)) {
            return entered;
        }
        if (Memory.isNeeded(unit, remember, severalResources)) {
            for (Memory memory = memories; memory != null; memory = memory.next) {
                if (memory.serves(unit)) {
                    return memory;
                }
            }
            memories = new Memory(unit, remember, severalResources, memories);
            return memories;
        }
        return Memory.NONE;
    }
}
