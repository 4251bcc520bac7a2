package dev.verdict.conformance.compare;

import dev.verdict.conformance.generate.Store;
import dev.verdict.conformance.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names the policy features that one answer shows at work. */
final class Features {
    private final Set<String> seen = new TreeSet<>();

    private Features() {}

    static Set<String> of(Store store, Map<String, @Nullable Object> request, @Nullable Object response) {
        var features = new Features();
        Map<String, @Nullable Object> engine = Json.object(store.settings().get("engine"));
        engine.keySet().forEach(key -> features.seen.add("setting " + key));
        features.seen.add("schema enforcement "
                + Json.object(store.settings().get("schema")).get("enforcement"));
        Map<String, @Nullable Object> principal = Json.object(request.get("principal"));
        features.request("principal", principal);
        Json.list(request.get("resources"))
                .forEach(entry -> features.request(
                        "resource", Json.object(Json.object(entry).get("resource"))));
        Json.list(Json.object(response).get("results")).forEach(result -> features.result(Json.object(result)));
        return features.seen;
    }

    private void request(String side, Map<String, @Nullable Object> subject) {
        Object scope = subject.get("scope");
        seen.add(side + " scope " + (scope == null ? "absent" : scope.equals(".") ? "explicit root" : "given"));
        seen.add(side + " version " + (subject.containsKey("policyVersion") ? "given" : "absent"));
    }

    private void result(Map<String, @Nullable Object> result) {
        Json.object(result.get("actions")).values().forEach(effect -> seen.add("effect " + effect));
        Map<String, @Nullable Object> meta = Json.object(result.get("meta"));
        Map<String, @Nullable Object> effects = Json.object(result.get("actions"));
        Json.object(meta.get("actions")).forEach((action, item) -> action(Json.object(item), effects.get(action)));
        if (meta.containsKey("effectiveDerivedRoles")) {
            seen.add("effective derived roles");
        }
        for (Object error : Json.list(result.get("validationErrors"))) {
            seen.add("validation error " + Json.object(error).get("source"));
        }
        for (Object output : Json.list(result.get("outputs"))) {
            Map<String, @Nullable Object> fields = Json.object(output);
            String source = String.valueOf(fields.get("src"));
            seen.add("output of a " + source.substring(0, source.indexOf('.')) + " policy "
                    + (fields.containsKey("error") ? "with error" : "with value"));
        }
    }

    private void action(Map<String, @Nullable Object> meta, @Nullable Object effect) {
        String policy = String.valueOf(meta.get("matchedPolicy"));
        int dot = policy.indexOf('.');
        String family = dot < 0 ? policy : policy.substring(0, dot);
        String scope = meta.containsKey("matchedScope") ? " in a scope" : "";
        seen.add("decided by " + family + " " + effect + scope);
    }
}
