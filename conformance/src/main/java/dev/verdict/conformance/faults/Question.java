package dev.verdict.conformance.faults;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.verdict.conformance.json.Json;
import dev.verdict.wire.proto.request.CheckResourcesRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request about resources of several kinds, as it goes over both wires.
 *
 * @param kinds kind of each resource; the principal owns those at even places
 */
record Question(List<String> kinds, String json, CheckResourcesRequest message) {
    /** Stands in attributes only, so it must never be found in a log. */
    static final String CANARY = "canary-7c1f";

    static Question about(List<String> kinds) {
        List<Object> resources = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            resources.add(Map.of(
                    "actions",
                    PolicySet.ACTIONS,
                    "resource",
                    Map.of(
                            "kind",
                            kinds.get(i),
                            "id",
                            "r" + i,
                            "attr",
                            Map.of("owner", isOwned(i) ? "ann" : "bob", "note", CANARY))));
        }
        String json = Json.write(Map.of(
                "requestId",
                "faults",
                "principal",
                Map.of("id", "ann", "roles", List.of("user")),
                "resources",
                resources));
        var message = CheckResourcesRequest.newBuilder();
        try {
            JsonFormat.parser().merge(json, message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the question is malformed", e);
        }
        return new Question(List.copyOf(kinds), json, message.build());
    }

    private static boolean isOwned(int place) {
        return place % 2 == 0;
    }

    /** The version that answered for each kind; nothing when the answer is none that any policy set makes. */
    Optional<List<Integer>> versions(Map<String, @Nullable Object> answer) {
        List<@Nullable Object> results = Json.list(answer.get("results"));
        if (results.size() != kinds.size() || !"faults".equals(answer.get("requestId"))) {
            return Optional.empty();
        }
        List<Integer> versions = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            Map<String, @Nullable Object> result = Json.object(results.get(i));
            Map<String, @Nullable Object> resource = Json.object(result.get("resource"));
            int version = PolicySet.versionOf(Json.object(result.get("actions")), isOwned(i));
            if (version < 0
                    || !("r" + i).equals(resource.get("id"))
                    || !kinds.get(i).equals(resource.get("kind"))) {
                return Optional.empty();
            }
            versions.add(version);
        }
        return Optional.of(versions);
    }
}
