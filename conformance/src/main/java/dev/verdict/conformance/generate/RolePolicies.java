package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random role policies. They stay out of scopes that require consent, where only one value may be written (D16). */
final class RolePolicies {
    private final Dice dice;
    private final Conditions conditions;
    private final Definitions definitions;
    private final Shape shape;

    RolePolicies(Dice dice, Conditions conditions, Definitions definitions, Shape shape) {
        this.dice = dice;
        this.conditions = conditions;
        this.definitions = definitions;
        this.shape = shape;
    }

    List<Map<String, @Nullable Object>> documents() {
        var scopes = new ArrayList<String>(shape.scopes());
        scopes.removeAll(shape.consent());
        scopes.add("");
        var documents = new ArrayList<Map<String, @Nullable Object>>();
        for (String role : shape.customRoles()) {
            String version = dice.chance(85) ? "default" : Shape.OTHER_VERSION;
            for (String scope : dice.some(scopes, 1, 2)) {
                documents.add(Documents.envelope("rolePolicy", policy(role, version, scope)));
            }
        }
        return documents;
    }

    private Map<String, @Nullable Object> policy(String role, String version, String scope) {
        Map<String, @Nullable Object> body = Documents.policy("role", role, version, scope, shape);
        int position = shape.customRoles().indexOf(role);
        var parents = new ArrayList<String>(Shape.ROLES);
        // only roles that come later, so that there is no cycle
        parents.addAll(
                shape.customRoles().subList(position + 1, shape.customRoles().size()));
        List<String> chosen = dice.some(parents, 0, 2);
        if (!chosen.isEmpty()) {
            body.put("parentRoles", chosen);
        }
        Names names = definitions.block(body);
        String resource = resource();
        var rules = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = dice.between(0, 3); i > 0; i--) {
            rules.add(rule(resource, names));
        }
        if (!rules.isEmpty()) {
            body.put("rules", rules);
        }
        return body;
    }

    /** One pattern for the whole policy: rules for several that match one kind share results in the reference (D3). */
    private String resource() {
        var patterns = new ArrayList<String>(List.of("*", "*", "do*", "**"));
        // raw and sanitised kind must be the same (D11)
        shape.kinds().stream()
                .filter(kind -> kind.equals("doc") || kind.equals("über"))
                .forEach(patterns::add);
        return dice.one(patterns);
    }

    private Map<String, @Nullable Object> rule(String resource, Names names) {
        var rule = new LinkedHashMap<String, @Nullable Object>();
        rule.put("resource", resource);
        if (dice.chance(70)) {
            rule.put("name", conditions.freshName());
        }
        rule.put("allowActions", dice.some(Shape.ACTION_PATTERNS, 1, 4));
        Set<String> functions = Set.of();
        boolean conditional = dice.chance(50);
        if (conditional) {
            Conditions.Written condition = conditions.condition(names, true);
            rule.put("condition", condition.block());
            functions = condition.functions();
        }
        if (dice.chance(50)) {
            conditions.output(rule, names, functions, conditional);
        }
        return rule;
    }
}
