package dev.verdict.conformance.corpus;

import dev.verdict.conformance.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a table of expressions into a policy with one output for each, and back. */
final class ExpressionTable {
    private static final String KIND = "expressions";

    private ExpressionTable() {}

    /** The policy; {@code variables} and {@code constants} of the case become its own. */
    static Map<String, @Nullable Object> policy(
            Map<String, @Nullable Object> tree, List<Map<String, @Nullable Object>> rows) {
        var rules = new ArrayList<Map<String, @Nullable Object>>();
        for (Map<String, @Nullable Object> row : rows) {
            var rule = new LinkedHashMap<String, @Nullable Object>();
            rule.put("actions", List.of("evaluate"));
            rule.put("effect", "EFFECT_ALLOW");
            rule.put("roles", List.of("*"));
            rule.put("output", Map.of("when", Map.of("ruleActivated", String.valueOf(row.get("expr")))));
            rules.add(rule);
        }
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("resource", KIND);
        body.put("version", "default");
        for (String field : List.of("variables", "constants")) {
            if (tree.containsKey(field)) {
                body.put(field, Map.of("local", Json.object(tree.get(field))));
            }
        }
        body.put("rules", rules);
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("apiVersion", "api.cerbos.dev/v1");
        document.put("resourcePolicy", body);
        return document;
    }

    static Map<String, @Nullable Object> request(Map<String, @Nullable Object> tree) {
        Map<String, @Nullable Object> attributes = Json.object(tree.get("attr"));
        var principal = new LinkedHashMap<String, @Nullable Object>();
        principal.put("id", "ann");
        principal.put("roles", List.of("user", "admin"));
        principal.put("attr", Json.object(attributes.get("principal")));
        var resource = new LinkedHashMap<String, @Nullable Object>();
        resource.put("kind", KIND);
        resource.put("id", "r1");
        resource.put("attr", Json.object(attributes.get("resource")));
        var request = new LinkedHashMap<String, @Nullable Object>();
        request.put("principal", principal);
        request.put("resources", List.of(Map.of("actions", List.of("evaluate"), "resource", resource)));
        return request;
    }

    /** The value or error of each row, in the order of the rows. */
    static List<Map<String, @Nullable Object>> results(@Nullable Object response) {
        var results = new ArrayList<Map<String, @Nullable Object>>();
        for (Object result : Json.list(Json.object(response).get("results"))) {
            for (Object output : Json.list(Json.object(result).get("outputs"))) {
                var row = new LinkedHashMap<>(Json.object(output));
                row.keySet().retainAll(List.of("val", "error"));
                results.add(row);
            }
        }
        return results;
    }
}
