package dev.verdict.expr.node;

import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import org.jspecify.annotations.Nullable;

/** The logical operators: an operand that decides makes the failure of another one unimportant. */
final class Logic {
    private Logic() {}

    /** {@code a && b && …}. */
    static final class And extends Predicate {
        private final Node[] terms;

        And(Node[] terms) {
            this.terms = terms;
        }

        @Override
        public Truth test(Frame frame) {
            CelError first = null;
            for (Node term : terms) {
                Truth truth = term.test(frame);
                if (truth == Truth.FALSE) {
                    return Truth.FALSE;
                }
                if (truth == Truth.ERROR && first == null) {
                    first = noted(frame);
                }
            }
            return first == null ? Truth.TRUE : frame.fail(first);
        }
    }

    /** {@code a || b || …}. */
    static final class Or extends Predicate {
        private final Node[] terms;

        Or(Node[] terms) {
            this.terms = terms;
        }

        @Override
        public Truth test(Frame frame) {
            CelError first = null;
            for (Node term : terms) {
                Truth truth = term.test(frame);
                if (truth == Truth.TRUE) {
                    return Truth.TRUE;
                }
                if (truth == Truth.ERROR && first == null) {
                    first = noted(frame);
                }
            }
            return first == null ? Truth.FALSE : frame.fail(first);
        }
    }

    /** {@code !a}. */
    static final class Not extends Predicate {
        private final Node operand;

        Not(Node operand) {
            this.operand = operand;
        }

        @Override
        public Truth test(Frame frame) {
            return switch (operand.test(frame)) {
                case TRUE -> Truth.FALSE;
                case FALSE -> Truth.TRUE;
                case ERROR -> Truth.ERROR;
            };
        }
    }

    /** {@code condition ? a : b}. */
    static final class Conditional extends Node {
        private final Node condition;
        private final Node whenTrue;
        private final Node whenFalse;

        Conditional(Node condition, Node whenTrue, Node whenFalse) {
            this.condition = condition;
            this.whenTrue = whenTrue;
            this.whenFalse = whenFalse;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            return switch (condition.test(frame)) {
                case TRUE -> whenTrue.eval(frame);
                case FALSE -> whenFalse.eval(frame);
                case ERROR -> noted(frame);
            };
        }

        @Override
        public Truth test(Frame frame) {
            return switch (condition.test(frame)) {
                case TRUE -> whenTrue.test(frame);
                case FALSE -> whenFalse.test(frame);
                case ERROR -> Truth.ERROR;
            };
        }
    }
}
