package dev.verdict.wire.call;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import java.util.List;
import java.util.Objects;

/**
 * A valid AuthZEN batch.
 *
 * @param calls one for each evaluation, each with one resource and one action
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

    /** Whether {@code result}, that of one evaluation, is the last that the client gets. */
    public boolean endsWith(CheckResult result) {
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
