package dev.verdict.expr.node;

import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import org.jspecify.annotations.Nullable;

/** Nodes that compute a value once and keep it in a slot. */
final class Slots {
    /** Stands for null in a slot, where null means "not computed". */
    private static final Object NULL = new Object();

    private Slots() {}

    /** {@code V.name}: computed once per decision; a failed variable is not defined. */
    static final class Variable extends Node {
        private final int slot;
        private final Node definition;
        private final CelError undefined;

        Variable(String name, int slot, Node definition) {
            this.slot = slot;
            this.definition = definition;
            this.undefined = new CelError("undefined field '" + name + "'");
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = frame.slots()[slot];
            if (value == null) {
                return compute(frame);
            }
            return value == NULL ? null : value;
        }

        private @Nullable Object compute(Frame frame) {
            Object value = definition.eval(frame);
            if (value instanceof CelError) {
                value = undefined;
            }
            frame.slots()[slot] = value == null ? NULL : value;
            return value;
        }
    }

    /** {@code has(V.name)}. */
    static final class HasVariable extends Predicate {
        private final Node variable;

        HasVariable(Node variable) {
            this.variable = variable;
        }

        @Override
        public Truth test(Frame frame) {
            return of(!(variable.eval(frame) instanceof CelError));
        }
    }

    /** An expression that only depends on the principal: computed once per call. */
    static final class OncePerCall extends Node {
        private final int slot;
        private final Node definition;

        OncePerCall(int slot, Node definition) {
            this.slot = slot;
            this.definition = definition;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            @Nullable Object[] slots = frame.principalSlots();
            if (slots == null) {
                return definition.eval(frame);
            }
            Object value = slots[slot];
            if (value == null) {
                value = definition.eval(frame);
                slots[slot] = value == null ? NULL : value;
                return value;
            }
            return value == NULL ? null : value;
        }

        @Override
        public Truth test(Frame frame) {
            return frame.principalSlots() == null ? definition.test(frame) : truth(frame, eval(frame));
        }
    }
}
