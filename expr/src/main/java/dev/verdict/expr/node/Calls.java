package dev.verdict.expr.node;

import dev.verdict.expr.library.Overload.Body;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.OptionalValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of functions. The first failed argument is the result. */
final class Calls {
    private Calls() {}

    /** The only shape that fits is known. */
    static final class Unary extends Node {
        private final Body.Unary body;
        private final Node argument;

        Unary(Body.Unary body, Node argument) {
            this.body = body;
            this.argument = argument;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = argument.eval(frame);
            if (value instanceof CelError) {
                return value;
            }
            frame.charge(1);
            return body.apply(frame, value);
        }
    }

    /** The only shape that fits is known. */
    static final class Binary extends Node {
        private final Body.Binary body;
        private final Node first;
        private final Node second;

        Binary(Body.Binary body, Node first, Node second) {
            this.body = body;
            this.first = first;
            this.second = second;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object a = first.eval(frame);
            if (a instanceof CelError) {
                return a;
            }
            Object b = second.eval(frame);
            if (b instanceof CelError) {
                return b;
            }
            frame.charge(1);
            return body.apply(frame, a, b);
        }
    }

    /** The argument's type decides at run time. */
    static final class DynamicUnary extends Node {
        private final Dispatch dispatch;
        private final Node argument;

        DynamicUnary(Dispatch dispatch, Node argument) {
            this.dispatch = dispatch;
            this.argument = argument;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = argument.eval(frame);
            if (value instanceof CelError) {
                return value;
            }
            frame.charge(1);
            return dispatch.apply(frame, value);
        }
    }

    /** The arguments' types decide at run time. */
    static final class DynamicBinary extends Node {
        private final Dispatch dispatch;
        private final Node first;
        private final Node second;

        DynamicBinary(Dispatch dispatch, Node first, Node second) {
            this.dispatch = dispatch;
            this.first = first;
            this.second = second;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object a = first.eval(frame);
            if (a instanceof CelError) {
                return a;
            }
            Object b = second.eval(frame);
            if (b instanceof CelError) {
                return b;
            }
            frame.charge(1);
            return dispatch.apply(frame, a, b);
        }
    }

    /** Any number of arguments. */
    static final class General extends Node {
        private final Dispatch dispatch;
        private final Node[] arguments;

        General(Dispatch dispatch, Node[] arguments) {
            this.dispatch = dispatch;
            this.arguments = arguments;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            @Nullable Object[] values = new @Nullable Object[arguments.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments[i].eval(frame);
                if (values[i] instanceof CelError) {
                    return values[i];
                }
            }
            frame.charge(1);
            return dispatch.apply(frame, values);
        }
    }

    /**
     * A call with two lists that goes on with a failed one, and then does not say why it failed; unless the other is no list
     * (matches reference).
     */
    static final class NonStrict extends Node {
        private final Dispatch dispatch;
        private final Node first;
        private final Node second;

        NonStrict(Dispatch dispatch, Node first, Node second) {
            this.dispatch = dispatch;
            this.first = first;
            this.second = second;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object a = first.eval(frame);
            Object b = second.eval(frame);
            frame.charge(1);
            if (a instanceof CelError) {
                return b instanceof List || b instanceof CelError ? CelError.noSuchOverload() : a;
            }
            if (b instanceof CelError) {
                return a instanceof List ? CelError.noSuchOverload() : b;
            }
            return dispatch.apply(frame, a, b);
        }
    }

    /** {@code a.or(b)} and {@code a.orValue(b)}: when {@code a} has a value, {@code b} is not looked at. */
    static final class OptionalOr extends Node {
        private final Node optional;
        private final Node alternative;
        private final boolean unwrap;
        private final Dispatch otherwise;

        OptionalOr(Node optional, Node alternative, boolean unwrap, Dispatch otherwise) {
            this.optional = optional;
            this.alternative = alternative;
            this.unwrap = unwrap;
            this.otherwise = otherwise;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = optional.eval(frame);
            if (value instanceof OptionalValue known) {
                return known.present() ? unwrap ? known.value() : known : alternative.eval(frame);
            }
            if (value instanceof CelError) {
                return value;
            }
            Object second = alternative.eval(frame);
            return second instanceof CelError ? second : otherwise.apply(frame, value, second);
        }
    }
}
