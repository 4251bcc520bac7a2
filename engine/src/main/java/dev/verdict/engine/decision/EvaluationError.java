package dev.verdict.engine.decision;

import java.util.Comparator;

/** An expression that failed while deciding, as the author wrote it, and why. */
public record EvaluationError(String expression, String message) implements Comparable<EvaluationError> {
    private static final Comparator<EvaluationError> ORDER =
            Comparator.comparing(EvaluationError::expression).thenComparing(EvaluationError::message);

    @Override
    public int compareTo(EvaluationError other) {
        return ORDER.compare(this, other);
    }
}
