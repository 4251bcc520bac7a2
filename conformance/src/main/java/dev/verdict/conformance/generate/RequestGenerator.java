package dev.verdict.conformance.generate;

import dev.verdict.conformance.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Random check requests for one store. */
public final class RequestGenerator {
    private final Dice dice;
    private final AttributeGenerator attributes;
    private final ScopeFamily resources;

    /** Requests for {@code store}; the same seed gives the same requests. */
    public RequestGenerator(Store store, long seed) {
        dice = new Dice(seed);
        attributes = new AttributeGenerator(dice);
        resources = ScopeFamily.of(store);
    }

    /** The next request, as the JSON body of a CheckResources call. */
    public Map<String, @Nullable Object> next() {
        var request = new LinkedHashMap<String, @Nullable Object>();
        if (dice.chance(50)) {
            request.put("requestId", "req-ü");
        }
        if (dice.chance(85)) {
            request.put("includeMeta", true);
        }
        request.put("principal", principal());
        var entries = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            entries.add(entry());
        }
        request.put("resources", entries);
        return request;
    }

    private Map<String, @Nullable Object> principal() {
        var roles = new ArrayList<String>(Shape.ROLES);
        roles.addAll(Shape.CUSTOM_ROLES);
        roles.add("*");
        var principal = new LinkedHashMap<String, @Nullable Object>();
        principal.put("id", dice.chance(85) ? dice.one(Shape.PRINCIPALS) : "other:one");
        principal.put("roles", dice.some(roles, 1, 3));
        versionAndScope(principal);
        if (dice.chance(95)) {
            principal.put("attr", attributes.attributes());
        }
        return principal;
    }

    private Map<String, @Nullable Object> entry() {
        Map<String, @Nullable Object> resource = resource();
        while (!resources.validatesLikeItsRoot(resource)) {
            resource = resource();
        }
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("actions", dice.some(Shape.ACTIONS, 1, 4));
        entry.put("resource", resource);
        return entry;
    }

    private Map<String, @Nullable Object> resource() {
        var resource = new LinkedHashMap<String, @Nullable Object>();
        List<String> kinds = resources.kinds();
        resource.put("kind", dice.chance(92) && !kinds.isEmpty() ? dice.one(kinds) : "unknown_kind");
        resource.put("id", dice.one(List.of("1", "XX-2", "ü:3", "*")));
        versionAndScope(resource);
        if (dice.chance(95)) {
            resource.put("attr", attributes.attributes());
        }
        return resource;
    }

    private void versionAndScope(Map<String, @Nullable Object> target) {
        if (dice.chance(20)) {
            target.put("policyVersion", dice.one(List.of("default", Shape.OTHER_VERSION, "v3")));
        }
        if (dice.chance(60)) {
            var scopes = new ArrayList<String>(
                    Json.list(resources.scopes()).stream().map(String::valueOf).toList());
            scopes.addAll(List.of(".", "", "acme.hr.uk.deep", "nowhere", "globex"));
            target.put("scope", dice.one(scopes));
        }
    }
}
