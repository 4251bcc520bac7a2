package dev.verdict.engine.check;

import dev.verdict.engine.table.CompiledUnit;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one unit's expressions have come to while a call is decided: variables and conditions for the resource at hand, and
 * what depends on the principal only for the whole call.
 */
final class Memory {
    private static final @Nullable Object[] NOTHING = new Object[0];

    /** For units that have nothing to remember. */
    static final Memory NONE = new Memory(null, NOTHING, NOTHING, null, null);

    private final @Nullable CompiledUnit unit;
    private final @Nullable Object[] slots;
    private final @Nullable Object[] principalSlots;
    private final Truth @Nullable [] outcomes;
    final @Nullable Memory next;

    private Memory(
            @Nullable CompiledUnit unit,
            @Nullable Object[] slots,
            @Nullable Object[] principalSlots,
            Truth @Nullable [] outcomes,
            @Nullable Memory next) {
        this.unit = unit;
        this.slots = slots;
        this.principalSlots = principalSlots;
        this.outcomes = outcomes;
        this.next = next;
    }

    /**
     * An empty memory.
     *
     * @param remember whether a condition may be asked for more than once
     * @param acrossResources whether the call has several resources
     */
    Memory(CompiledUnit unit, boolean remember, boolean acrossResources, @Nullable Memory next) {
        this(
                unit,
                array(unit.unit().slotCount()),
                acrossResources ? array(unit.unit().principalSlotCount()) : NOTHING,
                remember && unit.conditions() > 0 ? new Truth[unit.conditions()] : null,
                next);
    }

    private static @Nullable Object[] array(int size) {
        return size == 0 ? NOTHING : new Object[size];
    }

    /** Whether {@code unit} has anything to remember; if not, {@link #NONE} serves it. */
    static boolean isNeeded(CompiledUnit unit, boolean remember, boolean acrossResources) {
        return unit.unit().slotCount() > 0
                || (remember && unit.conditions() > 0)
                || (acrossResources && unit.unit().principalSlotCount() > 0);
    }

    @SuppressWarnings("ReferenceEquality") // a unit is itself
    boolean serves(CompiledUnit other) {
        return unit == other;
    }

    /** Makes the unit's programs read and write this memory. */
    void enter(Frame frame) {
        frame.enter(slots, principalSlots.length == 0 ? null : principalSlots);
    }

    /** Forgets what depends on the resource. */
    void nextResource() {
        Arrays.fill(slots, null);
        if (outcomes != null) {
            Arrays.fill(outcomes, null);
        }
    }

    @Nullable
    Truth outcome(int condition) {
        return outcomes == null ? null : outcomes[condition];
    }

    void remember(int condition, Truth outcome) {
        if (outcomes != null) {
            outcomes[condition] = outcome;
        }
    }
}
