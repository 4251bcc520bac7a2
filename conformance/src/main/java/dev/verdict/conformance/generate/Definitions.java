package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Variables, constants and derived roles of a store: the documents that others import. */
final class Definitions {
    private static final Map<String, Object> LIMITS =
            new LinkedHashMap<>(Map.of("cap", 5.5, "tiers", Map.of("a", 10, "b", 2.5), "codes", List.of(1, 2, 7)));
    private static final Map<String, Object> TEXTS =
            new LinkedHashMap<>(Map.of("greeting", "grüß", "tags", List.of("a", "b", "ä"), "flag", true));

    private final Dice dice;
    private final Conditions conditions;
    private final Map<String, Set<String>> derived = new LinkedHashMap<>();
    private final Set<String> conditional = new LinkedHashSet<>();

    Definitions(Dice dice, Conditions conditions) {
        this.dice = dice;
        this.conditions = conditions;
    }

    /** Derived roles by the document that defines them. */
    Map<String, Set<String>> derivedRoles() {
        return derived;
    }

    /** Whether a derived role has a condition. */
    boolean isConditional(String role) {
        return conditional.contains(role);
    }

    List<Map<String, @Nullable Object>> documents(Shape shape) {
        var documents = new ArrayList<Map<String, @Nullable Object>>();
        documents.add(export("exportConstants", "limits", LIMITS));
        documents.add(export("exportConstants", "texts", TEXTS));
        var shared = new LinkedHashMap<String, Object>();
        shared.put("shared_bool", conditions.write(conditions.expression("bool", new Names())));
        shared.put("shared_text", conditions.write(conditions.expression("string", new Names())));
        shared.put("shared_sum", conditions.write(conditions.expression("double", new Names())));
        documents.add(export("exportVariables", "shared", shared));
        var safe = new LinkedHashMap<String, Object>();
        safe.put("safe_one", conditions.write(conditions.total()));
        safe.put("safe_two", conditions.write(conditions.total()));
        documents.add(export("exportVariables", "safe", safe));
        int count = dice.between(0, 2);
        for (int i = 1; i <= count; i++) {
            documents.add(derivedRoles("roles" + i, shape));
        }
        return documents;
    }

    /** Gives a policy variables and constants and returns the names that its expressions may use. */
    Names block(Map<String, @Nullable Object> policy) {
        var names = new Names();
        constants(policy, names);
        variables(policy, names);
        return names;
    }

    private void constants(Map<String, @Nullable Object> policy, Names names) {
        var imports = new ArrayList<String>();
        if (dice.chance(40)) {
            imports.add("limits");
            names.add("double", "C.cap").add("map(double)", "constants.tiers").add("list(double)", "C.codes");
        }
        if (dice.chance(30)) {
            imports.add("texts");
            names.add("string", "C.greeting").add("list(string)", "C.tags").add("bool", "C.flag");
        }
        var local = new LinkedHashMap<String, @Nullable Object>();
        if (dice.chance(30)) {
            local.put("own", 2.5);
            local.put("own_list", List.of("x", "", "ab"));
            local.put("nothing", null);
            names.add("double", "C.own")
                    .add("list(string)", "constants.own_list")
                    .add("dyn", "C.nothing");
        }
        put(policy, "constants", imports, local);
    }

    private void variables(Map<String, @Nullable Object> policy, Names names) {
        var imports = new ArrayList<String>();
        if (dice.chance(40)) {
            imports.add("shared");
            names.add("bool", "V.shared_bool").add("string", "V.shared_text").add("double", "variables.shared_sum");
        }
        if (dice.chance(20)) {
            imports.add("safe");
            names.add("dyn", "V.safe_one").add("dyn", "V.safe_two");
        }
        var local = new LinkedHashMap<String, @Nullable Object>();
        int count = dice.between(0, 3);
        for (int i = 1; i <= count; i++) {
            String type = conditions.variableType();
            local.put("v" + i, conditions.write(conditions.expression(type, names)));
            names.add(type, "V.v" + i);
        }
        put(policy, "variables", imports, local);
    }

    private Map<String, @Nullable Object> derivedRoles(String name, Shape shape) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("name", name);
        var names = new Names();
        constants(body, names);
        // the reference gives a failed variable another value here than elsewhere (defect D18), so none may fail
        if (dice.chance(50)) {
            var local = new LinkedHashMap<String, @Nullable Object>();
            local.put("known", conditions.write(conditions.total()));
            put(body, "variables", dice.chance(50) ? List.of("safe") : List.of(), local);
            names.add("dyn", "V.known");
        }
        var definitions = new ArrayList<Map<String, @Nullable Object>>();
        var roles = new LinkedHashSet<String>();
        int count = dice.between(1, 3);
        for (int i = 1; i <= count; i++) {
            definitions.add(definition(name + "_" + i, names, shape));
            roles.add(name + "_" + i);
        }
        derived.put(name, roles);
        body.put("definitions", definitions);
        return Documents.envelope("derivedRoles", body);
    }

    private Map<String, @Nullable Object> definition(String role, Names names, Shape shape) {
        var definition = new LinkedHashMap<String, @Nullable Object>();
        definition.put("name", role);
        var parents = new ArrayList<String>(shape.customRoles());
        parents.addAll(Shape.ROLE_PATTERNS);
        definition.put("parentRoles", dice.some(parents, 1, 3));
        if (dice.chance(70)) {
            conditional.add(role);
            definition.put("condition", conditions.condition(names, false).block());
        }
        return definition;
    }

    private static void put(
            Map<String, @Nullable Object> policy,
            String field,
            List<String> imports,
            Map<String, @Nullable Object> local) {
        var block = new LinkedHashMap<String, @Nullable Object>();
        if (!imports.isEmpty()) {
            block.put("import", imports);
        }
        if (!local.isEmpty()) {
            block.put("local", local);
        }
        if (!block.isEmpty()) {
            policy.put(field, block);
        }
    }

    private static Map<String, @Nullable Object> export(String kind, String name, Map<String, Object> definitions) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("name", name);
        body.put("definitions", definitions);
        return Documents.envelope(kind, body);
    }
}
