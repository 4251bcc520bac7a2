package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random principal policies. */
final class PrincipalPolicies {
    /** Patterns that match the raw kind if and only if they match the sanitised one (defect D11). */
    private static final List<String> PATTERNS = List.of("*", "do*", "d*", "alb*", "über", "**", "do[cs]*");

    private final Dice dice;
    private final Conditions conditions;
    private final Definitions definitions;
    private final Shape shape;

    PrincipalPolicies(Dice dice, Conditions conditions, Definitions definitions, Shape shape) {
        this.dice = dice;
        this.conditions = conditions;
        this.definitions = definitions;
        this.shape = shape;
    }

    List<Map<String, @Nullable Object>> documents() {
        var documents = new ArrayList<Map<String, @Nullable Object>>();
        for (String principal : dice.some(Shape.PRINCIPALS, 0, 2)) {
            String version = dice.chance(85) ? "default" : Shape.OTHER_VERSION;
            for (String scope : shape.chain(dice)) {
                documents.add(Documents.envelope("principalPolicy", policy(principal, version, scope)));
            }
        }
        return documents;
    }

    private Map<String, @Nullable Object> policy(String principal, String version, String scope) {
        Map<String, @Nullable Object> body = Documents.policy("principal", principal, version, scope, shape);
        Names names = definitions.block(body);
        var resources = new ArrayList<String>(shape.kinds());
        resources.addAll(PATTERNS);
        var rules = new ArrayList<Map<String, @Nullable Object>>();
        for (String resource : dice.some(resources.stream().distinct().toList(), 0, 2)) {
            var entries = new ArrayList<Map<String, @Nullable Object>>();
            for (int i = dice.between(1, 2); i > 0; i--) {
                entries.add(entry(names, shape.consent().contains(scope)));
            }
            var rule = new LinkedHashMap<String, @Nullable Object>();
            rule.put("resource", resource);
            rule.put("actions", entries);
            rules.add(rule);
        }
        if (!rules.isEmpty()) {
            body.put("rules", rules);
        }
        return body;
    }

    private Map<String, @Nullable Object> entry(Names names, boolean consent) {
        var entry = new LinkedHashMap<String, @Nullable Object>();
        boolean allow = dice.chance(60);
        if (dice.chance(70)) {
            entry.put("name", conditions.freshName());
        }
        entry.put("action", dice.one(Shape.ACTION_PATTERNS));
        entry.put("effect", allow ? "EFFECT_ALLOW" : "EFFECT_DENY");
        Set<String> functions = Set.of();
        boolean conditional = dice.chance(70);
        if (conditional) {
            Conditions.Written condition = conditions.condition(names, consent && allow);
            entry.put("condition", condition.block());
            functions = condition.functions();
        }
        if (!(consent && allow && conditional) && dice.chance(60)) {
            conditions.output(entry, names, functions, conditional);
        }
        return entry;
    }
}
