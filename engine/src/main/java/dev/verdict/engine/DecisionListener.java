package dev.verdict.engine;

import dev.verdict.engine.check.Trail;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;

/**
 * Is told every decision: feeds audit, metrics and traces. Called on the deciding thread before the result is returned, so it
 * must be quick and must not throw.
 */
@FunctionalInterface
public interface DecisionListener {
    /**
     * A call was decided.
     *
     * @param consulted the policies that were looked at
     * @param nanos time from the start of the decision
     */
    void decided(CheckRequest request, CheckResult result, Trail consulted, long nanos);
}
