package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.expr.run.Budget;
import dev.verdict.expr.run.Cancellation;
import java.util.List;

/** What decides. Safe for use by several threads. */
@FunctionalInterface
public interface DecisionPoint {
    /**
     * Decides all entries of all requests, by the same policies and at the same instant.
     *
     * @param budget what each entry may cost
     * @param cancellation ends the work early
     * @return a result for each request, in their order
     */
    List<CheckResult> check(List<CheckRequest> requests, Budget budget, Cancellation cancellation);
}
