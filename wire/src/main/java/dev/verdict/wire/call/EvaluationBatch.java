package dev.verdict.wire.call;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import java.util.List;
import java.util.Objects;

/**
 * A valid AuthZEN batch.
 *
 * @param calls one for each evaluation, each with one resource and one action; equal tokens are the same instance in all
 * @param semantic after which answer the list of answers ends
 */
public record EvaluationBatch(List<CheckCall> calls, Semantic semantic) {
    /** After which answer the list of answers ends. */
    public enum Semantic {
        EXECUTE_ALL,
        DENY_ON_FIRST_DENY,
        PERMIT_ON_FIRST_PERMIT
    }

    public EvaluationBatch {
        calls = List.copyOf(calls);
        Objects.requireNonNull(semantic, "semantic");
    }

    /** Those of {@code results}, one for each call, that the client gets: up to the one with which the batch ends. */
    public List<CheckResult> answers(List<CheckResult> results) {
        for (int i = 0; i < results.size(); i++) {
            if (endsWith(results.get(i))) {
                return results.subList(0, i + 1);
            }
        }
        return results;
    }

    private boolean endsWith(CheckResult result) {
        return switch (semantic) {
            case EXECUTE_ALL -> false;
            case DENY_ON_FIRST_DENY -> !isPermitted(result);
            case PERMIT_ON_FIRST_PERMIT -> isPermitted(result);
        };
    }

    /** The decision in the result of an evaluation. */
    public static boolean isPermitted(CheckResult result) {
        return result.results().get(0).actions().get(0).effect() == Effect.ALLOW;
    }
}
