package dev.verdict.engine.decision;

import java.util.List;
import java.util.Objects;

/**
 * The answers for one resource.
 *
 * @param actions one for each requested action, in the order of the request
 * @param effectiveDerivedRoles sorted; empty unless the request asked for meta
 * @param outputs in the order in which the rules were evaluated
 * @param validationErrors what the schemas refused
 * @param evaluationErrors distinct failures of expressions, sorted; for logs, not for callers
 */
public record ResourceResult(
        Resource resource,
        List<ActionResult> actions,
        List<String> effectiveDerivedRoles,
        List<OutputEntry> outputs,
        List<ValidationError> validationErrors,
        List<EvaluationError> evaluationErrors) {
    public ResourceResult {
        Objects.requireNonNull(resource, "resource");
        actions = List.copyOf(actions);
        effectiveDerivedRoles = List.copyOf(effectiveDerivedRoles);
        outputs = List.copyOf(outputs);
        validationErrors = List.copyOf(validationErrors);
        evaluationErrors = List.copyOf(evaluationErrors);
    }

    /**
     * Whether {@code action} is allowed.
     *
     * @throws IllegalArgumentException if the request did not ask for it
     */
    public boolean isAllowed(String action) {
        for (ActionResult result : actions) {
            if (result.action().equals(action)) {
                return result.effect() == Effect.ALLOW;
            }
        }
        throw new IllegalArgumentException("the request did not ask for action `" + action + "`");
    }
}
