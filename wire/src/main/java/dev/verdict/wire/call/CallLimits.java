package dev.verdict.wire.call;

import dev.verdict.wire.error.ApiError;

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

    void requireResources(int count) {
        if (count > maxResourcesPerRequest) {
            throw ApiError.invalidArgument("number of resources in batch (" + count + ") exceeds configured limit ("
                            + maxResourcesPerRequest + ")")
                    .asException();
        }
    }

    void requireActions(int count) {
        if (count > maxActionsPerResource) {
            throw ApiError.invalidArgument("number of actions (" + count + ") exceeds configured limit ("
                            + maxActionsPerResource + ")")
                    .asException();
        }
    }

    /** The evaluations of one AuthZEN batch. */
    public int maxEvaluations() {
        return maxActionsPerResource * maxResourcesPerRequest;
    }
}
