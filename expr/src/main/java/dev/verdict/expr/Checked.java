package dev.verdict.expr;

import java.util.List;

/** What came of checking an expression. */
public sealed interface Checked {
    /** The expression is well-formed and its types fit. */
    record Valid(CheckedExpression expression) implements Checked {}

    /**
     * The expression cannot be used.
     *
     * @param issues at least one, in the order of their places
     */
    record Invalid(List<Issue> issues) implements Checked {
        public Invalid {
            issues = List.copyOf(issues);
        }
    }
}
