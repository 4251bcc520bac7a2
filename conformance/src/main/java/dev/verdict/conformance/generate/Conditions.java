package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Conditions and outputs of one store.
 *
 * <p>The reference takes two conditions with the same leaves for one even if their operators differ (defect D1), so a
 * set of leaves is only ever combined in one way.
 */
final class Conditions {
    private final ExpressionGenerator expressions;
    private final Dice dice;
    private final Map<String, Expression> written = new LinkedHashMap<>();
    private final Map<List<String>, String> combinations = new HashMap<>();
    private final Map<String, Store.Probe> probes = new LinkedHashMap<>();
    private int rules;

    Conditions(ExpressionGenerator expressions, Dice dice) {
        this.expressions = expressions;
        this.dice = dice;
    }

    /** A condition block with the functions in it. */
    record Written(Map<String, @Nullable Object> block, Set<String> functions) {}

    /** {@code negated} tells that the rule stands in a scope where the reference turns its condition round. */
    Written condition(Names names, boolean negated) {
        while (true) {
            var leaves = new ArrayList<String>();
            var functions = new TreeSet<String>();
            Map<String, @Nullable Object> match = match(names, 2, leaves, functions);
            leaves.sort(String::compareTo);
            String combination = (negated ? "not " : "") + match;
            String earlier = combinations.putIfAbsent(leaves, combination);
            if (earlier == null || earlier.equals(combination)) {
                var block = new LinkedHashMap<String, @Nullable Object>();
                block.put("match", match);
                return new Written(block, functions);
            }
        }
    }

    /** Gives {@code rule} an output; {@code notMet} tells whether one for an unmet condition is allowed. */
    void output(Map<String, @Nullable Object> rule, Names names, Set<String> condition, boolean notMet) {
        var when = new LinkedHashMap<String, @Nullable Object>();
        boolean both = notMet && dice.chance(50);
        Expression activated = expressions.output(names);
        if (!both || dice.chance(70)) {
            when.put("ruleActivated", write(activated));
        }
        if (both) {
            when.put("conditionNotMet", write(expressions.output(names)));
        }
        rule.put("output", Map.of("when", when));
        Object name = rule.get("name");
        if (name != null) {
            probes.put(name.toString(), new Store.Probe(condition, both ? Set.of() : activated.functions()));
        }
    }

    /** A rule name that no other rule of the store has. */
    String freshName() {
        return "r" + ++rules;
    }

    String write(Expression expression) {
        String text = expression.text();
        written.put(text, expression);
        return text;
    }

    Expression expression(String type, Names names) {
        return expressions.ofType(type, names);
    }

    Expression total() {
        return expressions.total();
    }

    String variableType() {
        return expressions.variableType();
    }

    Map<String, Expression> written() {
        return written;
    }

    Map<String, Store.Probe> probes() {
        return probes;
    }

    private Map<String, @Nullable Object> match(Names names, int depth, List<String> leaves, Set<String> functions) {
        var match = new LinkedHashMap<String, @Nullable Object>();
        if (depth == 0 || dice.chance(60)) {
            Expression expression = dice.chance(95) ? expressions.condition(names) : expressions.output(names);
            functions.addAll(expression.functions());
            String text = write(expression);
            leaves.add(text);
            match.put("expr", text);
            return match;
        }
        var entries = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            entries.add(match(names, depth - 1, leaves, functions));
        }
        var of = new LinkedHashMap<String, @Nullable Object>();
        of.put("of", entries);
        match.put(dice.one(List.of("all", "any", "none")), of);
        return match;
    }
}
