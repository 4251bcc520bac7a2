package dev.verdict.expr;

import dev.cel.common.types.CelKind;
import dev.verdict.expr.compare.MapKeys;
import dev.verdict.expr.library.Overload;
import dev.verdict.expr.node.Assembler;
import dev.verdict.expr.node.Part;
import dev.verdict.expr.node.Scope;
import dev.verdict.expr.value.Message;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables and constants that the expressions of one policy (or one definition of a derived role) see, and the
 * numbering of the slots that their values take in the frame. Used while policies are compiled, by one thread.
 */
public final class Unit {
    private final Map<String, CheckedExpression> variables;
    private final Names names = new Names();
    private final Map<String, @Nullable Object> constants;
    private final Map<String, @Nullable Object> globals;
    private int slots;
    private int principalSlots;
    private int locals;

    private Unit(
            Map<String, CheckedExpression> variables,
            Map<String, @Nullable Object> constants,
            Map<String, @Nullable Object> globals) {
        this.variables = Map.copyOf(variables);
        this.constants = copy(constants);
        this.globals = copy(globals);
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> values) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A unit of its own; the values are CEL values. */
    public static Unit of(
            Map<String, CheckedExpression> variables,
            Map<String, @Nullable Object> constants,
            Map<String, @Nullable Object> globals) {
        return new Unit(variables, constants, globals);
    }

    /**
     * The program of an expression of this unit, and of the variables it uses.
     *
     * @throws IllegalArgumentException if a variable depends on itself
     */
    public Program compile(CheckedExpression expression) {
        Part part = Assembler.assemble(expression.tree(), names);
        boolean isCondition = expression.tree().getResultType().kind() == CelKind.BOOL;
        return new Program(expression.source(), part.node(), isCondition);
    }

    /** A slot for the caller's own use, in the array of the values of one decision. */
    public int newSlot() {
        return slots++;
    }

    /** Size of the array for the values of one decision. Final when everything has been compiled. */
    public int slotCount() {
        return slots;
    }

    /** Size of the array for the values of one call. Final when everything has been compiled. */
    public int principalSlotCount() {
        return principalSlots;
    }

    /** What names stand for in this unit. */
    private final class Names implements Scope {
        private final Map<String, Part> compiled = new HashMap<>();
        private final Set<String> underway = new HashSet<>();

        @Override
        public @Nullable Part variable(String name) {
            Part known = compiled.get(name);
            CheckedExpression definition = variables.get(name);
            if (known != null || definition == null) {
                return known;
            }
            if (!underway.add(name)) {
                throw new IllegalArgumentException("variable `" + name + "` depends on itself");
            }
            Part part = Assembler.variable(name, newSlot(), Assembler.assemble(definition.tree(), this));
            underway.remove(name);
            compiled.put(name, part);
            return part;
        }

        @Override
        public @Nullable Object constant(String name) {
            return constants.getOrDefault(name, MapKeys.ABSENT);
        }

        @Override
        public @Nullable Object global(String name) {
            return globals.getOrDefault(name, MapKeys.ABSENT);
        }

        @Override
        public Object record(boolean ofGlobals) {
            return new Message("cerbos.Variables", ofGlobals ? globals : constants, Map.of());
        }

        @Override
        public @Nullable Overload overload(String id) {
            return Functions.byId().get(id);
        }

        @Override
        public int newLocal() {
            return locals++;
        }

        @Override
        public int newPrincipalSlot() {
            return principalSlots++;
        }
    }
}
