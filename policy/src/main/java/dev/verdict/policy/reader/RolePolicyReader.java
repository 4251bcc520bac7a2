package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.RoleRule;
import dev.verdict.policy.model.ScopePermissions;
import dev.verdict.policy.model.VariableDefinition;
import dev.verdict.policy.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code rolePolicy} objects. */
final class RolePolicyReader {
    private static final FieldNames POLICY = FieldNames.of(
            "role", "version", "scope", "parentRoles", "variables", "constants", "rules", "scopePermissions");
    private static final FieldNames RULE = FieldNames.of("resource", "allowActions", "name", "condition", "output");

    private RolePolicyReader() {}

    static Policy.Role read(YamlNode node, Reading reading, List<VariableDefinition> topLevelVariables) {
        Fields policy = Fields.of(node, "a role policy", POLICY, reading);
        return new Policy.Role(
                policy.required("role", TextRule.SUBJECT),
                version(policy),
                policy.text("scope", TextRule.SCOPE).value(),
                scopePermissions(policy),
                policy.texts("parentRoles", TextRule.NOT_EMPTY),
                DefinitionsReader.variables(policy, topLevelVariables),
                DefinitionsReader.constants(policy),
                rules(policy));
    }

    private static String version(Fields policy) {
        Located<String> version = policy.text("version", TextRule.VERSION);
        if (!version.value().isEmpty() || !policy.isObject()) {
            return version.value();
        }
        policy.problems()
                .warning(
                        Code.MISSING_FIELD,
                        version.span(),
                        "role policy has no `version`, `default` is assumed",
                        "add `version: default`");
        return "default";
    }

    private static ScopePermissions scopePermissions(Fields policy) {
        ScopePermissions permissions = Choice.scopePermissions(policy);
        if (permissions == ScopePermissions.OVERRIDE_PARENT) {
            policy.problems()
                    .error(
                            Code.INVALID_VALUE,
                            policy.place("scopePermissions"),
                            "`scopePermissions` of a role policy can only be"
                                    + " SCOPE_PERMISSIONS_REQUIRE_PARENTAL_CONSENT_FOR_ALLOWS",
                            "remove it, it has no effect");
        } else if (permissions != ScopePermissions.UNSPECIFIED) {
            policy.problems()
                    .warning(
                            Code.DEPRECATED,
                            policy.place("scopePermissions"),
                            "`scopePermissions` of a role policy is deprecated and has no effect",
                            "remove it");
        }
        return permissions;
    }

    private static List<RoleRule> rules(Fields policy) {
        List<RoleRule> rules = new ArrayList<>();
        for (YamlNode item : policy.items("rules")) {
            Fields rule = Fields.of(item, "a rule of a role policy", RULE, policy.reading());
            rules.add(new RoleRule(
                    rule.text("name", TextRule.RULE_NAME).value(),
                    rule.required("resource", TextRule.NOT_EMPTY),
                    rule.requiredTexts("allowActions", TextRule.NOT_EMPTY),
                    ConditionReader.read(rule),
                    OutputReader.read(rule),
                    rule.span()));
        }
        return rules;
    }
}
