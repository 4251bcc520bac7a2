package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.ResourceRule;
import dev.verdict.policy.model.Schemas;
import dev.verdict.policy.model.VariableDefinition;
import dev.verdict.policy.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code resourcePolicy} objects. */
final class ResourcePolicyReader {
    private static final FieldNames POLICY = FieldNames.of(
            "resource",
            "version",
            "scope",
            "scopePermissions",
            "importDerivedRoles",
            "variables",
            "constants",
            "schemas",
            "rules");
    private static final FieldNames RULE =
            FieldNames.of("name", "actions", "effect", "roles", "derivedRoles", "condition", "output");
    private static final FieldNames SCHEMAS = FieldNames.of("principalSchema", "resourceSchema");
    private static final FieldNames SCHEMA = FieldNames.of("ref", "ignoreWhen");
    private static final FieldNames IGNORE_WHEN = FieldNames.of("actions");

    private ResourcePolicyReader() {}

    static Policy.Resource read(YamlNode node, Reading reading, List<VariableDefinition> topLevelVariables) {
        Fields policy = Fields.of(node, "a resource policy", POLICY, reading);
        return new Policy.Resource(
                policy.required("resource", TextRule.SUBJECT),
                policy.required("version", TextRule.VERSION).value(),
                policy.text("scope", TextRule.SCOPE).value(),
                Choice.scopePermissions(policy),
                policy.texts("importDerivedRoles", TextRule.IDENTIFIER),
                DefinitionsReader.variables(policy, topLevelVariables),
                DefinitionsReader.constants(policy),
                schemas(policy),
                rules(policy));
    }

    private static List<ResourceRule> rules(Fields policy) {
        List<ResourceRule> rules = new ArrayList<>();
        RuleNames names = new RuleNames(policy.reading(), "rule");
        for (YamlNode item : policy.items("rules")) {
            Fields rule = Fields.of(item, "a rule", RULE, policy.reading());
            rules.add(rule(rule, names.nameOf(rule, "", rules.size() + 1)));
        }
        return rules;
    }

    private static ResourceRule rule(Fields rule, String name) {
        List<Located<String>> roles = rule.texts("roles", TextRule.NOT_EMPTY);
        List<Located<String>> derivedRoles = rule.texts("derivedRoles", TextRule.IDENTIFIER);
        boolean anyone = isFilled(rule.get("roles")) || isFilled(rule.get("derivedRoles"));
        if (!anyone && rule.isObject() && !rule.reading().disabled()) {
            rule.problems()
                    .error(
                            Code.RULE_WITHOUT_ROLES,
                            rule.span(),
                            "rule `" + name + "` has neither `roles` nor `derivedRoles`",
                            "use `roles: [\"*\"]` for everybody");
        }
        return new ResourceRule(
                name,
                rule.requiredTexts("actions", TextRule.NOT_EMPTY),
                Choice.effect(rule),
                RoleLists.collapse(roles),
                derivedRoles,
                ConditionReader.read(rule),
                OutputReader.read(rule),
                rule.span());
    }

    /** A field of the wrong type has been complained about and counts as filled. */
    private static boolean isFilled(@Nullable YamlNode node) {
        return node != null
                && !(node instanceof YamlNode.Sequence list && list.items().isEmpty());
    }

    private static Schemas schemas(Fields policy) {
        Fields schemas = policy.object("schemas", SCHEMAS);
        if (schemas == null) {
            return Schemas.NONE;
        }
        Schemas read = new Schemas(schema(schemas, "principalSchema"), schema(schemas, "resourceSchema"));
        boolean scoped = !policy.text("scope", TextRule.ANY).value().isEmpty();
        if (scoped && !read.equals(Schemas.NONE)) {
            policy.problems()
                    .warning(
                            Code.MISPLACED_SCHEMAS,
                            policy.place("schemas"),
                            "`schemas` of a policy with a scope have no effect",
                            "move them to the policy of the same resource and version without a scope");
        }
        return read;
    }

    private static Schemas.@Nullable Reference schema(Fields schemas, String name) {
        Fields schema = schemas.object(name, SCHEMA);
        if (schema == null) {
            return null;
        }
        Fields ignoreWhen = schema.object("ignoreWhen", IGNORE_WHEN);
        List<String> actions = ignoreWhen == null
                ? List.of()
                : ignoreWhen.requiredTexts("actions", TextRule.NOT_EMPTY).stream()
                        .map(Located::value)
                        .toList();
        return new Schemas.Reference(schema.required("ref", TextRule.ANY), actions);
    }
}
