package dev.verdict.expr.node;

import dev.verdict.expr.compare.MapKeys;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import org.jspecify.annotations.Nullable;

/** Nodes that read what a name stands for. */
final class Names {
    private Names() {}

    /** A value known when the expression was compiled; may be an error. */
    static final class Constant extends Node {
        final @Nullable Object value;

        Constant(@Nullable Object value) {
            this.value = value;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            return value;
        }
    }

    /** A field of the request. */
    static final class Field extends Node {
        final RequestField field;

        Field(RequestField field) {
            this.field = field;
        }

        @Override
        public Object eval(Frame frame) {
            return field.read(frame);
        }
    }

    /** {@code P.id}. */
    static final class PrincipalId extends Node {
        @Override
        public Object eval(Frame frame) {
            return frame.principal().id();
        }
    }

    /** {@code R.id}. */
    static final class ResourceId extends Node {
        @Override
        public Object eval(Frame frame) {
            return frame.resource().id();
        }
    }

    /** {@code has} of a field of the request. */
    static final class HasField extends Predicate {
        private final RequestField field;

        HasField(RequestField field) {
            this.field = field;
        }

        @Override
        public Truth test(Frame frame) {
            return of(field.isSet(frame));
        }
    }

    /** {@code R.attr.name}. */
    static final class ResourceAttribute extends Node {
        private final String name;
        private final CelError missing;

        ResourceAttribute(String name) {
            // Applications name attributes with literals, which are interned: these are found by identity then.
            this.name = name.intern();
            this.missing = CelError.noSuchKey(name);
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = frame.resource().attr().getOrDefault(name, MapKeys.ABSENT);
            return MapKeys.isAbsent(value) ? missing : value;
        }
    }

    /** {@code P.attr.name}. */
    static final class PrincipalAttribute extends Node {
        private final String name;
        private final CelError missing;

        PrincipalAttribute(String name) {
            // Applications name attributes with literals, which are interned: these are found by identity then.
            this.name = name.intern();
            this.missing = CelError.noSuchKey(name);
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = frame.principal().attr().getOrDefault(name, MapKeys.ABSENT);
            return MapKeys.isAbsent(value) ? missing : value;
        }
    }

    /** A loop variable. */
    static final class Local extends Node {
        private final int slot;

        Local(int slot) {
            this.slot = slot;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            return frame.local(slot);
        }
    }

    /** {@code cel.bind(name, value, result)}: the value is computed when the result first asks for it. */
    static final class Bind extends Node {
        private final int slot;
        private final Node result;

        Bind(int slot, Node result) {
            this.slot = slot;
            this.result = result;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            frame.local(slot, MapKeys.ABSENT);
            return result.eval(frame);
        }

        @Override
        public Truth test(Frame frame) {
            frame.local(slot, MapKeys.ABSENT);
            return result.test(frame);
        }
    }

    /** A name bound by {@link Bind}. */
    static final class Bound extends Node {
        private final int slot;
        private final Node value;

        Bound(int slot, Node value) {
            this.slot = slot;
            this.value = value;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object known = frame.local(slot);
            if (MapKeys.isAbsent(known)) {
                known = value.eval(frame);
                frame.local(slot, known);
            }
            return known;
        }
    }
}
