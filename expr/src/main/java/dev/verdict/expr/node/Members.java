package dev.verdict.expr.node;

import dev.verdict.expr.compare.MapKeys;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Typed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nodes that reach into maps, lists and records. */
final class Members {
    private Members() {}

    /** {@code a.name}. */
    static final class Select extends Node {
        private final Node operand;
        private final String name;
        private final CelError missing;

        Select(Node operand, String name) {
            this.operand = operand;
            this.name = name;
            this.missing = CelError.noSuchKey(name);
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = operand.eval(frame);
            if (value instanceof CelError) {
                return value;
            }
            if (value instanceof OptionalValue optional) {
                return Lookup.optional(optional, name);
            }
            Object member = Lookup.field(value, name);
            return MapKeys.isAbsent(member) ? missing : member;
        }
    }

    /** {@code has(a.name)}. */
    static final class Has extends Predicate {
        private final Node operand;
        private final String name;

        Has(Node operand, String name) {
            this.operand = operand;
            this.name = name;
        }

        @Override
        public Truth test(Frame frame) {
            Object value = operand.eval(frame);
            if (value instanceof OptionalValue optional) {
                if (!optional.present()) {
                    return Truth.FALSE;
                }
                value = optional.value();
            }
            return switch (value) {
                case CelError error -> frame.fail(error);
                case Map<?, ?> map -> of(map.containsKey(name));
                case List<?> list -> frame.fail(Lookup.NAME_IN_LIST);
                case Typed typed -> typed.hasPositions() ? frame.fail(Lookup.NAME_OF_POSITION) : Truth.FALSE;
                case null -> Truth.FALSE;
                default -> Truth.FALSE;
            };
        }
    }

    /** {@code a.?name}. */
    static final class OptionalSelect extends Node {
        private final Node operand;
        private final String name;

        OptionalSelect(Node operand, String name) {
            this.operand = operand;
            this.name = name;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = operand.eval(frame);
            return switch (value) {
                case CelError error -> error;
                case OptionalValue optional -> Lookup.optional(optional, name);
                case null -> Lookup.optional(OptionalValue.of(value), name);
                default -> Lookup.optional(OptionalValue.of(value), name);
            };
        }
    }

    /** {@code a[index]}. */
    static final class Index extends Node {
        private final Node operand;
        private final Node index;
        private final Dispatch others;

        /** Indexes lists and maps; {@code others} knows what else has members by index. */
        Index(Node operand, Node index, Dispatch others) {
            this.operand = operand;
            this.index = index;
            this.others = others;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = operand.eval(frame);
            if (value instanceof CelError) {
                return value;
            }
            if (value instanceof OptionalValue optional && !optional.present()) {
                return optional; // whatever the index is
            }
            Object key = index.eval(frame);
            if (key instanceof CelError) {
                return key;
            }
            CelError unusable = Lookup.unusable(key);
            if (unusable != null) {
                return unusable;
            }
            return switch (value) {
                case Map<?, ?> map -> {
                    Object member = MapKeys.find(map, key);
                    yield MapKeys.isAbsent(member) ? CelError.noSuchKey(Lookup.text(key)) : member;
                }
                case List<?> list -> Lookup.element(list, key);
                case OptionalValue optional -> Lookup.optional(optional, key);
                case null -> CelError.noSuchKey(Lookup.text(key));
                default -> {
                    boolean indexed =
                            others.accepts(value, key) || (value instanceof Typed typed && typed.hasPositions());
                    yield indexed ? others.apply(frame, value, key) : CelError.noSuchKey(Lookup.text(key));
                }
            };
        }
    }

    /** {@code a[?index]}. */
    static final class OptionalIndex extends Node {
        private final Node operand;
        private final Node index;

        OptionalIndex(Node operand, Node index) {
            this.operand = operand;
            this.index = index;
        }

        @Override
        public @Nullable Object eval(Frame frame) {
            Object value = operand.eval(frame);
            if (value instanceof CelError) {
                return value;
            }
            OptionalValue holder = value instanceof OptionalValue optional ? optional : OptionalValue.of(value);
            if (!holder.present()) {
                return holder; // whatever the index is
            }
            Object key = index.eval(frame);
            if (key instanceof CelError) {
                return key;
            }
            CelError unusable = Lookup.unusable(key);
            return unusable != null ? unusable : Lookup.optional(holder, key);
        }
    }
}
