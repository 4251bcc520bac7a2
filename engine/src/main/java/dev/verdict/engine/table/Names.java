package dev.verdict.engine.table;

import dev.verdict.engine.link.PolicySet;
import dev.verdict.expr.CheckedExpression;
import dev.verdict.expr.Unit;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.diagnostic.Suggestion;
import dev.verdict.policy.model.ConstantDefinition;
import dev.verdict.policy.model.Constants;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.VariableDefinition;
import dev.verdict.policy.model.Variables;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables and constants that the expressions of one policy see: imported ones and its own. */
final class Names {
    private static final Set<String> RESERVED = Set.of("true", "false", "null", "in");

    private record Variable(Located<String> name, CheckedExpression expression) {}

    private final Expressions expressions;
    private final Map<String, Located<String>> variablePlaces = new LinkedHashMap<>();
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, ConstantDefinition> constants = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    /** Whether an import of variables or of constants is missing, so that nobody can say which names are undefined. */
    private boolean variablesIncomplete;

    private boolean constantsIncomplete;

    Names(PolicySet set, Expressions expressions, Variables variableBlock, Constants constantBlock) {
        this.expressions = expressions;
        for (Located<String> name : constantBlock.imports()) {
            Document document = set.exportedConstants(name.value());
            constantsIncomplete |= document == null;
            if (policyOf(document) instanceof Policy.ExportConstants exported) {
                exported.definitions().forEach(this::declare);
            }
        }
        constantBlock.local().forEach(this::declare);
        for (Located<String> name : variableBlock.imports()) {
            Document document = set.exportedVariables(name.value());
            variablesIncomplete |= document == null;
            if (policyOf(document) instanceof Policy.ExportVariables exported) {
                exported.definitions().forEach(this::declare);
            }
        }
        variableBlock.local().forEach(this::declare);
        if (variablesIncomplete || constantsIncomplete) {
            expressions.lack();
        }
        for (Variable variable : variables.values()) {
            checkReferences(
                    variable.expression,
                    variable.name.span(),
                    " referenced in variable `" + variable.name.value() + "`");
        }
        findCycles();
    }

    private static @Nullable Policy policyOf(@Nullable Document document) {
        return document == null ? null : document.policy();
    }

    private void declare(ConstantDefinition definition) {
        String name = definition.name().value();
        if (isInvalid(name)) {
            expressions.error(
                    Code.INVALID_CONSTANT_NAME,
                    definition.name().span(),
                    "constant name `" + name + "` is not allowed");
            return;
        }
        ConstantDefinition previous = constants.putIfAbsent(name, definition);
        if (previous != null) {
            expressions.error(
                    Code.CONSTANT_REDEFINED,
                    definition.name().span(),
                    "constant `" + name + "` is also defined at "
                            + previous.name().span());
        }
    }

    private void declare(VariableDefinition definition) {
        String name = definition.name().value();
        if (isInvalid(name)) {
            expressions.error(
                    Code.INVALID_VARIABLE_NAME,
                    definition.name().span(),
                    "variable name `" + name + "` is not allowed");
            return;
        }
        Located<String> previous = variablePlaces.putIfAbsent(name, definition.name());
        if (previous != null) {
            expressions.error(
                    Code.VARIABLE_REDEFINED,
                    definition.name().span(),
                    "variable `" + name + "` is also defined at " + previous.span());
            return;
        }
        CheckedExpression checked = expressions.check(definition.expression());
        if (checked != null) {
            variables.put(name, new Variable(definition.name(), checked));
        }
    }

    /** Whether {@code name} may not name a variable, constant or global. */
    static boolean isInvalid(String name) {
        if (name.isEmpty() || RESERVED.contains(name) || Character.isDigit(name.charAt(0))) {
            return true;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
                return true;
            }
        }
        return false;
    }

    private void checkReferences(CheckedExpression expression, Span place, String where) {
        for (String name : expression.variables()) {
            if (!variablesIncomplete && !variablePlaces.containsKey(name)) {
                expressions.error(
                        Code.UNDEFINED_VARIABLE,
                        place,
                        "undefined variable `" + name + "`" + where,
                        Suggestion.didYouMean(name, variablePlaces.keySet()));
            }
        }
        for (String name : expression.constants()) {
            if (!constantsIncomplete && !constants.containsKey(name)) {
                expressions.error(
                        Code.UNDEFINED_CONSTANT,
                        place,
                        "undefined constant `" + name + "`" + where,
                        Suggestion.didYouMean(name, constants.keySet()));
            }
        }
    }

    private void findCycles() {
        Map<String, Integer> missing = new HashMap<>();
        Map<String, List<String>> users = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        variables.forEach((name, variable) -> {
            Set<String> reads = new LinkedHashSet<>(variable.expression.variables());
            reads.retainAll(variables.keySet());
            missing.put(name, reads.size());
            reads.forEach(read ->
                    users.computeIfAbsent(read, key -> new ArrayList<>()).add(name));
            if (reads.isEmpty()) {
                ready.add(name);
            }
        });
        while (!ready.isEmpty()) {
            String done = ready.remove();
            missing.remove(done);
            for (String user : users.getOrDefault(done, List.of())) {
                if (missing.merge(user, -1, Integer::sum) == 0) {
                    ready.add(user);
                }
            }
        }
        if (!missing.isEmpty()) {
            reportCycle(missing.keySet());
        }
    }

    /** Variables that wait for each other, or for one that does: from any of them the way leads into a cycle. */
    private void reportCycle(Set<String> stuck) {
        Set<String> way = new LinkedHashSet<>();
        String at = stuck.stream().sorted().findFirst().orElseThrow();
        while (way.add(at)) {
            at = variable(at).expression.variables().stream()
                    .filter(stuck::contains)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        List<String> names = new ArrayList<>(way);
        List<String> cycle = names.subList(names.indexOf(at), names.size());
        Span place = variable(at).name.span();
        if (cycle.size() == 1) {
            expressions.error(Code.CYCLICAL_VARIABLES, place, "variable `" + at + "` references itself");
            return;
        }
        StringBuilder text = new StringBuilder();
        for (String member : cycle.subList(0, Math.min(cycle.size(), 5))) {
            text.append(text.isEmpty() ? "" : ", ").append('`').append(member).append("` (");
            text.append(variable(member).name.span()).append(')');
        }
        expressions.error(Code.CYCLICAL_VARIABLES, place, "variables " + text + " form a cycle");
    }

    /** Takes note that {@code expression}, written at {@code place}, belongs to the policy, and checks the names it reads. */
    void use(CheckedExpression expression, Span place) {
        checkReferences(expression, place, "");
        Deque<String> reached = new ArrayDeque<>(expression.variables());
        while (!reached.isEmpty()) {
            String name = reached.remove();
            Variable variable = variables.get(name);
            if (variable != null && used.add(name)) {
                reached.addAll(variable.expression.variables());
            }
        }
    }

    /** Whether {@code expression} or a variable that it reads asks for the effective derived roles. */
    boolean anyUsedReadsDerivedRoles() {
        return used.stream().anyMatch(name -> variable(name).expression.readsDerivedRoles());
    }

    private Variable variable(String name) {
        return Objects.requireNonNull(variables.get(name));
    }

    /** The variables that the noted expressions need, and all constants. Only for a policy without errors. */
    Unit unit(Map<String, @Nullable Object> globals) {
        Map<String, CheckedExpression> needed = new LinkedHashMap<>();
        used.forEach(name -> needed.put(name, variable(name).expression));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        constants.forEach((name, definition) -> values.put(name, definition.value()));
        return Unit.of(needed, values, globals);
    }
}
