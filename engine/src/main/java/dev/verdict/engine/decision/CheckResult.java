package dev.verdict.engine.decision;

import java.util.List;

/**
 * The answers to a {@link CheckRequest}.
 *
 * @param results one for each entry of the request, in its order
 * @param revision generation of the policy set that all answers come from
 * @param budgetExceeded whether a decision was cut off because it cost too much or its caller was gone; what it had not
 *     decided by then is denied
 */
public record CheckResult(String requestId, List<ResourceResult> results, long revision, boolean budgetExceeded) {
    public CheckResult {
        results = List.copyOf(results);
    }

    /**
     * Whether {@code action} is allowed on the first resource.
     *
     * @throws IllegalArgumentException if the request did not ask for it
     */
    public boolean isAllowed(String action) {
        return results.get(0).isAllowed(action);
    }
}
