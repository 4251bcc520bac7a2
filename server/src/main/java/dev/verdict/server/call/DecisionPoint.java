package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.expr.run.Budget;
import dev.verdict.expr.run.Cancellation;

/** What decides. Safe for use by several threads. */
@FunctionalInterface
public interface DecisionPoint {
    /**
     * Decides all entries of {@code request}.
     *
     * @param budget what each entry may cost
     * @param cancellation ends the work early
     */
    CheckResult check(CheckRequest request, Budget budget, Cancellation cancellation);
}
