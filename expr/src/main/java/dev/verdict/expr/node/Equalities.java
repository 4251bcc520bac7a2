package dev.verdict.expr.node;

import dev.verdict.expr.compare.Equality;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import org.jspecify.annotations.Nullable;

/**
 * {@code a == b}, or its negation. The forms with a constant on one side answer for the usual operands themselves; for the
 * others it matters on which side the constant stands.
 */
final class Equalities {
    private Equalities() {}

    /** The comparison in general. A comparison that is not defined is an error of {@code ==} and true for {@code !=}. */
    static final class Equal extends Predicate {
        private final Node left;
        private final Node right;
        private final boolean negated;

        Equal(Node left, Node right, boolean negated) {
            this.left = left;
            this.right = right;
            this.negated = negated;
        }

        @Override
        public Truth test(Frame frame) {
            Object a = left.eval(frame);
            if (a instanceof CelError error) {
                return frame.fail(error);
            }
            Object b = right.eval(frame);
            return b instanceof CelError error ? frame.fail(error) : compare(frame, a, b, negated);
        }

        static Truth compare(Frame frame, @Nullable Object a, @Nullable Object b, boolean negated) {
            Truth equal = Equality.test(frame, a, b);
            if (negated) {
                return of(equal != Truth.TRUE);
            }
            return equal == Truth.ERROR ? frame.fail(CelError.noSuchOverload()) : equal;
        }
    }

    /** What the forms with a constant have in common. */
    abstract static class EqualConstant extends Predicate {
        final Node operand;
        private final @Nullable Object constant;
        private final boolean constantFirst;
        private final boolean negated;

        EqualConstant(Node operand, @Nullable Object constant, Form form) {
            this.operand = operand;
            this.constant = constant;
            this.constantFirst = form.constantFirst;
            this.negated = form.negated;
        }

        final Truth known(boolean equal) {
            return of(equal != negated);
        }

        final Truth compare(Frame frame, @Nullable Object value) {
            if (value instanceof CelError error) {
                return frame.fail(error);
            }
            return constantFirst
                    ? Equal.compare(frame, constant, value, negated)
                    : Equal.compare(frame, value, constant, negated);
        }
    }

    /**
     * How the comparison is written.
     *
     * @param constantFirst whether the constant stands on the left
     * @param negated whether it is {@code !=}
     */
    record Form(boolean constantFirst, boolean negated) {}

    /** {@code a == "text"}. */
    static final class EqualText extends EqualConstant {
        private final String text;

        EqualText(Node operand, String text, Form form) {
            super(operand, text, form);
            this.text = text;
        }

        @Override
        public Truth test(Frame frame) {
            Object value = operand.eval(frame);
            return value instanceof String other ? known(text.equals(other)) : compare(frame, value);
        }
    }

    /** {@code a == 5}. */
    static final class EqualNumber extends EqualConstant {
        private final double asDouble;

        EqualNumber(Node operand, Object number, double asDouble, Form form) {
            super(operand, number, form);
            this.asDouble = asDouble;
        }

        @Override
        public Truth test(Frame frame) {
            Object value = operand.eval(frame);
            return value instanceof Double other ? known(asDouble == other) : compare(frame, value);
        }
    }

    /** {@code a == true}, {@code a == null}: a constant of which there is one object only. */
    static final class EqualSingleton extends EqualConstant {
        private final @Nullable Boolean constant;

        EqualSingleton(Node operand, @Nullable Boolean constant, Form form) {
            super(operand, constant, form);
            this.constant = constant;
        }

        @Override
        public Truth test(Frame frame) {
            Object value = operand.eval(frame);
            return (constant == null ? value == null : constant.equals(value)) ? known(true) : compare(frame, value);
        }
    }
}
