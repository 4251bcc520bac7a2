package dev.verdict.conformance.generate;

import dev.verdict.conformance.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which scopes of a store resource requests can meet, as far as the generators must know. */
final class ScopeFamily {
    private final Set<String> kinds = new LinkedHashSet<>();
    private final Set<String> scopes = new LinkedHashSet<>();
    private final Set<String> policies = new LinkedHashSet<>();
    private final Set<String> withSchemas = new LinkedHashSet<>();
    private final boolean lenient;
    private final String defaultScope;
    private final String defaultVersion;

    private ScopeFamily(Map<String, @Nullable Object> engine) {
        lenient = Boolean.TRUE.equals(engine.get("lenientScopeSearch"));
        defaultScope = text(engine, "defaultScope", "");
        defaultVersion = text(engine, "defaultPolicyVersion", "default");
    }

    static ScopeFamily of(Store store) {
        var family = new ScopeFamily(Json.object(store.settings().get("engine")));
        for (Map<String, @Nullable Object> document : store.documents().values()) {
            family.add(document);
        }
        return family;
    }

    List<String> kinds() {
        return List.copyOf(kinds);
    }

    List<String> scopes() {
        return List.copyOf(scopes);
    }

    /**
     * Whether the reference validates the resource with the schemas of the kind's root policy. It does not when the
     * scope exists only for other kinds (defect D12).
     */
    boolean validatesLikeItsRoot(Map<String, @Nullable Object> resource) {
        String key = resource.get("kind") + "|" + text(resource, "policyVersion", defaultVersion) + "|";
        if (!withSchemas.contains(key)) {
            return true;
        }
        String scope = text(resource, "scope", defaultScope);
        scope = scope.equals(".") ? "" : scope;
        while (!scopes.contains(scope) && !scope.isEmpty()) {
            if (!lenient) {
                return true;
            }
            scope = scope.contains(".") ? scope.substring(0, scope.lastIndexOf('.')) : "";
        }
        return policies.contains(key + scope);
    }

    private void add(Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> policy = Json.object(document.get("resourcePolicy"));
        if (policy.isEmpty()) {
            Map<String, @Nullable Object> role = Json.object(document.get("rolePolicy"));
            if (!role.isEmpty() && role.containsKey("rules")) {
                scopes.add(text(role, "scope", ""));
            }
            return;
        }
        String kind = text(policy, "resource", "");
        String key = kind + "|" + text(policy, "version", "") + "|";
        kinds.add(kind);
        scopes.add(text(policy, "scope", ""));
        policies.add(key + text(policy, "scope", ""));
        if (policy.containsKey("schemas")) {
            withSchemas.add(key);
        }
    }

    private static String text(Map<String, @Nullable Object> map, String field, String absent) {
        Object value = map.get(field);
        return value == null || value.equals("") ? absent : value.toString();
    }
}
