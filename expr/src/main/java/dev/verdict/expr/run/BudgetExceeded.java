package dev.verdict.expr.run;

/**
 * Leaves the evaluation of a decision whose budget is used up or whose caller is gone. Not a value like other failures: no
 * operator and no {@code none} may turn it into a result, the decision is a denial. Carries no stack trace.
 */
public final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the evaluation ended. */
    public enum Cause {
        STEPS,
        TIME,
        CANCELLED
    }

    private final Cause reason;

    public BudgetExceeded(Cause reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Cause reason() {
        return reason;
    }
}
