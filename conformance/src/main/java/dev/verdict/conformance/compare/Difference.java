package dev.verdict.conformance.compare;

import dev.verdict.conformance.generate.Store;
import dev.verdict.conformance.pdp.Pdp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two servers that answer one request on one store differently. */
public record Difference(Store store, Map<String, @Nullable Object> request, Pdp.Answer reference, Pdp.Answer verdict) {
    /** The smallest parts that differ, each with what both say. */
    public List<String> parts() {
        return Parts.of(reference.body(), verdict.body());
    }

    /** The difference as the content of a case file that expects what the reference says. */
    public Map<String, @Nullable Object> asCase(String description) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("description", description);
        tree.put("settings", store.settings());
        if (!store.schemas().isEmpty()) {
            tree.put("schemas", store.schemas());
        }
        tree.put("policies", new ArrayList<@Nullable Object>(store.documents().values()));
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("request", request);
        entry.put("response", Responses.normal(reference.body()));
        entry.put("verdict", Responses.normal(verdict.body()));
        tree.put("requests", List.of(entry));
        return tree;
    }
}
