package dev.verdict.engine.decision;

/**
 * The answer for one action.
 *
 * @param matchedPolicy key of the deciding policy, or {@code NO_MATCH}
 * @param matchedScope scope whose rule decided; empty for the root and for a default denial
 */
public record ActionResult(String action, Effect effect, String matchedPolicy, String matchedScope) {
    /** {@code matchedPolicy} when no policy applied. */
    public static final String NO_MATCH = "NO_MATCH";
}
