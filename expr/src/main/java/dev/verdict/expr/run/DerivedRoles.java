package dev.verdict.expr.run;

/** Finds the effective derived roles of the decision under way, when an expression asks for them. */
@FunctionalInterface
public interface DerivedRoles {
    /**
     * A list of strings, or a {@link dev.verdict.expr.value.CelError}. May run programs of other units on {@code frame};
     * the frame keeps what it had entered.
     */
    Object effective(Frame frame);
}
