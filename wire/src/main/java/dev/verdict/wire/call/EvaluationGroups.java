package dev.verdict.wire.call;

import dev.verdict.engine.decision.Resource;
import dev.verdict.wire.error.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The check requests that the reference would make of a batch. Verdict decides each evaluation by itself, but the limits count as there:
 * evaluations with the same subject and tokens are one request, in which those of the same resource are its actions.
 */
final class EvaluationGroups {
    private final IdentityHashMap<Tokens, Map<String, Map<Id, Integer>>> groups = new IdentityHashMap<>();
    private final List<Map<Id, Integer>> inOrder = new ArrayList<>();

    private record Id(String kind, String id) {}

    void add(CheckCall call) {
        Resource resource = call.request().entries().get(0).resource();
        groups.computeIfAbsent(call.tokens(), tokens -> new HashMap<>())
                .computeIfAbsent(call.request().principal().id(), subject -> {
                    Map<Id, Integer> group = new LinkedHashMap<>();
                    inOrder.add(group);
                    return group;
                })
                // matches reference: an action that is asked twice counts twice
                .merge(new Id(resource.kind(), resource.id()), 1, Integer::sum);
    }

    /**
     * Checks each group.
     *
     * @throws ApiException if one asks more than {@code limits} allow
     */
    void check(CallLimits limits) {
        for (Map<Id, Integer> actionsByResource : inOrder) {
            limits.requireResources(actionsByResource.size());
            actionsByResource.values().forEach(limits::requireActions);
        }
    }
}
