package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Quoted;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.PrincipalRule;
import dev.verdict.policy.model.VariableDefinition;
import dev.verdict.policy.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code principalPolicy} objects. */
final class PrincipalPolicyReader {
    private static final FieldNames POLICY =
            FieldNames.of("principal", "version", "scope", "scopePermissions", "variables", "constants", "rules");
    private static final FieldNames RULE = FieldNames.of("resource", "actions");
    private static final FieldNames ACTION = FieldNames.of("name", "action", "effect", "condition", "output");

    private PrincipalPolicyReader() {}

    static Policy.Principal read(YamlNode node, Reading reading, List<VariableDefinition> topLevelVariables) {
        Fields policy = Fields.of(node, "a principal policy", POLICY, reading);
        return new Policy.Principal(
                policy.required("principal", TextRule.SUBJECT),
                policy.required("version", TextRule.VERSION).value(),
                policy.text("scope", TextRule.SCOPE).value(),
                Choice.scopePermissions(policy),
                DefinitionsReader.variables(policy, topLevelVariables),
                DefinitionsReader.constants(policy),
                rules(policy));
    }

    private static List<PrincipalRule> rules(Fields policy) {
        List<PrincipalRule> rules = new ArrayList<>();
        Map<String, Span> resources = new HashMap<>();
        for (YamlNode item : policy.items("rules")) {
            Fields rule = Fields.of(item, "a rule of a principal policy", RULE, policy.reading());
            Located<String> resource = rule.required("resource", TextRule.NOT_EMPTY);
            Span earlier = resources.putIfAbsent(resource.value(), resource.span());
            if (earlier != null
                    && !resource.value().isEmpty()
                    && !policy.reading().disabled()) {
                policy.problems()
                        .error(
                                Code.DUPLICATE_ITEM,
                                resource.span(),
                                "resource " + Quoted.of(resource.value()) + " has two rules, the first in line "
                                        + earlier.line(),
                                "put all its actions into one rule");
            }
            rules.add(new PrincipalRule(resource, actions(rule, resource.value())));
        }
        return rules;
    }

    private static List<PrincipalRule.Action> actions(Fields rule, String resource) {
        List<PrincipalRule.Action> actions = new ArrayList<>();
        RuleNames names = new RuleNames(rule.reading(), "action rule");
        for (YamlNode item : rule.requiredItems("actions")) {
            Fields action = Fields.of(item, "an action rule", ACTION, rule.reading());
            actions.add(new PrincipalRule.Action(
                    names.nameOf(action, resource + "_", actions.size() + 1),
                    action.required("action", TextRule.NOT_EMPTY),
                    Choice.effect(action),
                    ConditionReader.read(action),
                    OutputReader.read(action),
                    action.span()));
        }
        return actions;
    }
}
