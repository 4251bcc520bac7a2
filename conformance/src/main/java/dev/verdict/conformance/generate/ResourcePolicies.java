package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random resource policies. */
final class ResourcePolicies {
    private final Dice dice;
    private final Conditions conditions;
    private final Definitions definitions;
    private final Shape shape;

    ResourcePolicies(Dice dice, Conditions conditions, Definitions definitions, Shape shape) {
        this.dice = dice;
        this.conditions = conditions;
        this.definitions = definitions;
        this.shape = shape;
    }

    List<Map<String, @Nullable Object>> documents() {
        var documents = new ArrayList<Map<String, @Nullable Object>>();
        for (String kind : shape.kinds()) {
            chain(documents, kind, "default");
            if (dice.chance(30)) {
                chain(documents, kind, Shape.OTHER_VERSION);
            }
        }
        return documents;
    }

    private void chain(List<Map<String, @Nullable Object>> documents, String kind, String version) {
        for (String scope : shape.chain(dice)) {
            documents.add(Documents.envelope("resourcePolicy", policy(kind, version, scope)));
        }
    }

    private Map<String, @Nullable Object> policy(String kind, String version, String scope) {
        Map<String, @Nullable Object> body = Documents.policy("resource", kind, version, scope, shape);
        List<String> imports = dice.some(List.copyOf(definitions.derivedRoles().keySet()), 0, 2);
        var derived = new ArrayList<String>();
        imports.forEach(document -> derived.addAll(definitions.derivedRoles().getOrDefault(document, Set.of())));
        if (!imports.isEmpty()) {
            body.put("importDerivedRoles", imports);
        }
        if (scope.isEmpty() && !shape.enforcement().equals("none") && dice.chance(80)) {
            body.put("schemas", SchemaFiles.references(dice));
        }
        Names names = definitions.block(body).add("list(string)", "runtime.effectiveDerivedRoles");
        var rules = new ArrayList<Map<String, @Nullable Object>>();
        int count = dice.between(scope.isEmpty() ? 2 : 0, 6);
        for (int i = 0; i < count; i++) {
            rules.add(rule(names, derived, shape.consent().contains(scope)));
        }
        if (!rules.isEmpty()) {
            body.put("rules", rules);
        }
        return body;
    }

    private Map<String, @Nullable Object> rule(Names names, List<String> derived, boolean consent) {
        var rule = new LinkedHashMap<String, @Nullable Object>();
        boolean allow = dice.chance(70);
        if (dice.chance(80)) {
            rule.put("name", conditions.freshName());
        }
        rule.put("actions", dice.some(Shape.ACTION_PATTERNS, 1, 3));
        rule.put("effect", allow ? "EFFECT_ALLOW" : "EFFECT_DENY");
        // strict evaluation makes the order of a rule's roles visible, and the reference leaves it open
        List<String> chosen = dice.some(derived, 0, shape.strict() ? 1 : 2);
        if (!chosen.isEmpty() && dice.chance(60)) {
            rule.put("derivedRoles", chosen);
        } else {
            chosen = List.of();
        }
        if (chosen.isEmpty() || (!shape.strict() && dice.chance(30))) {
            rule.put("roles", roles());
        }
        Set<String> functions = new LinkedHashSet<>();
        boolean conditional = dice.chance(60);
        if (conditional) {
            Conditions.Written condition = conditions.condition(names, consent && allow);
            rule.put("condition", condition.block());
            functions.addAll(condition.functions());
        }
        // outputs of turned round rules are swapped, and those behind a false derived role come back (defect D14)
        boolean swapped = consent && allow && conditional;
        if (!swapped && dice.chance(70)) {
            conditions.output(
                    rule, names, functions, conditional && chosen.stream().noneMatch(definitions::isConditional));
        }
        return rule;
    }

    private List<String> roles() {
        var patterns = new ArrayList<String>(Shape.ROLE_PATTERNS);
        patterns.addAll(shape.customRoles());
        return dice.chance(30) ? List.of("*") : dice.some(patterns, 1, 3);
    }
}
