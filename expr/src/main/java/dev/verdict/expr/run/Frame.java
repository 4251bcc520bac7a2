package dev.verdict.expr.run;

import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that changes while decisions of one call are made: the request's data, the values already computed, the budget. The
 * only mutable object of an evaluation; it belongs to one thread and dies with the call.
 */
public final class Frame implements Meter {
    /** Steps between two looks at the clock and at the caller. */
    private static final long STRIDE = 1024;

    private static final @Nullable Object[] NONE = new @Nullable Object[0];

    private final Budget budget;
    private final Cancellation cancellation;
    private final Supplier<Timestamp> clock;

    /** Null until somebody asks. */
    private @Nullable Timestamp now;

    /** Steps that may be taken before the next look at the clock. */
    private long allowance;
    /** Steps of the budget beyond the allowance. */
    private long reserve;
    /** Zero until the first look at the clock. */
    private long deadlineNanos;

    private PrincipalView principal = Unset.REQUEST;
    private ResourceView resource = Unset.REQUEST;
    private AuxDataView auxData = Unset.REQUEST;

    private @Nullable Object[] slots = NONE;
    private @Nullable Object @Nullable [] principalSlots;
    private @Nullable Object[] locals = NONE;
    private @Nullable DerivedRoles derivedRoles;
    private @Nullable CelError lastError;

    /**
     * A frame whose first decision has begun.
     *
     * @param clock asked at most once, when an expression first wants to know the time
     */
    public Frame(Budget budget, Cancellation cancellation, Supplier<Timestamp> clock) {
        this.budget = budget;
        this.cancellation = cancellation;
        this.clock = clock;
        startDecision();
    }

    /** Sets whom the request is about and what came with it. */
    public void request(PrincipalView principal, AuxDataView auxData) {
        this.principal = principal;
        this.auxData = auxData;
    }

    /** Sets what the next decisions are about. */
    public void resource(ResourceView resource) {
        this.resource = resource;
    }

    /** Gives the next decision the whole budget. */
    public void startDecision() {
        allowance = Math.min(STRIDE, budget.maxSteps());
        reserve = budget.maxSteps() - allowance;
        deadlineNanos = 0;
    }

    /**
     * Sets where the unit whose programs run next keeps its values; a null entry is not computed yet.
     *
     * @param principalSlots values that hold for the whole call, or null to compute them each time
     */
    public void enter(@Nullable Object[] slots, @Nullable Object @Nullable [] principalSlots) {
        this.slots = slots;
        this.principalSlots = principalSlots;
    }

    /** Sets who answers for {@code runtime.effectiveDerivedRoles}; null when there are none. */
    public void derivedRoles(@Nullable DerivedRoles source) {
        derivedRoles = source;
    }

    /** The error of the last program whose test was an error. */
    public @Nullable CelError lastError() {
        return lastError;
    }

    /** Notes the error of a test. */
    public Truth fail(CelError error) {
        lastError = error;
        return Truth.ERROR;
    }

    @Override
    public void charge(long steps) {
        allowance -= steps;
        if (allowance < 0) {
            settle();
        }
    }

    private void settle() {
        reserve += allowance;
        if (reserve < 0) {
            allowance = 0;
            reserve = 0;
            throw new BudgetExceeded(BudgetExceeded.Cause.STEPS, "evaluation cost limit exceeded");
        }
        allowance = Math.min(STRIDE, reserve);
        reserve -= allowance;
        if (cancellation.isCancelled()) {
            throw new BudgetExceeded(BudgetExceeded.Cause.CANCELLED, "request cancelled");
        }
        long time = System.nanoTime();
        if (deadlineNanos == 0) {
            // The time before the first look is that of a thousand steps, which is nothing; most decisions never get
            // here.
            long deadline = time + budget.maxTime().toNanos();
            deadlineNanos = deadline == 0 ? 1 : deadline;
        } else if (time - deadlineNanos > 0) {
            throw new BudgetExceeded(BudgetExceeded.Cause.TIME, "evaluation time limit exceeded");
        }
    }

    @Override
    public Timestamp now() {
        Timestamp known = now;
        if (known == null) {
            known = clock.get();
            now = known;
        }
        return known;
    }

    public PrincipalView principal() {
        return principal;
    }

    public ResourceView resource() {
        return resource;
    }

    public AuxDataView auxData() {
        return auxData;
    }

    /** The entered unit's values of this decision. */
    public @Nullable Object[] slots() {
        return slots;
    }

    /** The entered unit's values of this call. */
    public @Nullable Object @Nullable [] principalSlots() {
        return principalSlots;
    }

    /** The value of a loop variable. */
    public @Nullable Object local(int slot) {
        return locals[slot];
    }

    /** Sets a loop variable. */
    public void local(int slot, @Nullable Object value) {
        if (slot >= locals.length) {
            locals = Arrays.copyOf(locals, Math.max(slot + 1, 2 * locals.length));
        }
        locals[slot] = value;
    }

    /** What {@code runtime.effectiveDerivedRoles} is now: a list of strings or an error. */
    public Object effectiveDerivedRoles() {
        DerivedRoles source = derivedRoles;
        if (source == null) {
            return List.of();
        }
        // Finding the roles runs other units, whose loop variables have the same numbers as those in use here.
        @Nullable Object[] enteredSlots = slots;
        @Nullable Object[] enteredPrincipalSlots = principalSlots;
        @Nullable Object[] enteredLocals = locals;
        locals = NONE;
        try {
            return source.effective(this);
        } finally {
            slots = enteredSlots;
            principalSlots = enteredPrincipalSlots;
            locals = enteredLocals;
        }
    }
}
