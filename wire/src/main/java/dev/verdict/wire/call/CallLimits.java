package dev.verdict.wire.call;

/**
 * How much one call may ask.
 *
 * @param maxDepth how deep the objects and lists of a request may be nested, counted as in JSON
 */
public record CallLimits(int maxActionsPerResource, int maxResourcesPerRequest, int maxDepth) {
    public static final CallLimits DEFAULT = new CallLimits(50, 50, 100);

    public CallLimits {
        if (maxActionsPerResource < 1 || maxResourcesPerRequest < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** The evaluations of one AuthZEN batch. */
    public int maxEvaluations() {
        return maxActionsPerResource * maxResourcesPerRequest;
    }
}
