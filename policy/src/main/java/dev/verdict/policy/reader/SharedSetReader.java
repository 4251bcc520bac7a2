package dev.verdict.policy.reader;

import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.RoleDefinition;
import dev.verdict.policy.model.VariableDefinition;
import dev.verdict.policy.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the documents that others import: {@code derivedRoles}, {@code exportVariables} and {@code exportConstants}. */
final class SharedSetReader {
    private static final FieldNames DERIVED_ROLES = FieldNames.of("name", "variables", "constants", "definitions");
    private static final FieldNames DEFINITION = FieldNames.of("name", "parentRoles", "condition");
    private static final FieldNames EXPORT = FieldNames.of("name", "definitions");

    private SharedSetReader() {}

    static Policy.DerivedRoles derivedRoles(
            YamlNode node, Reading reading, List<VariableDefinition> topLevelVariables) {
        Fields set = Fields.of(node, "a set of derived roles", DERIVED_ROLES, reading);
        Located<String> name = set.required("name", TextRule.IDENTIFIER);
        List<RoleDefinition> definitions = new ArrayList<>();
        RuleNames names = new RuleNames(reading, "derived role");
        for (YamlNode item : set.requiredItems("definitions")) {
            Fields definition = Fields.of(item, "a derived role", DEFINITION, reading);
            Located<String> role = definition.required("name", TextRule.IDENTIFIER);
            names.add(role);
            definitions.add(new RoleDefinition(
                    role,
                    RoleLists.collapse(definition.requiredTexts("parentRoles", TextRule.NOT_EMPTY)),
                    ConditionReader.read(definition)));
        }
        return new Policy.DerivedRoles(
                name,
                DefinitionsReader.variables(set, topLevelVariables),
                DefinitionsReader.constants(set),
                definitions);
    }

    static Policy.ExportVariables variables(YamlNode node, Reading reading) {
        Fields set = Fields.of(node, "a set of exported variables", EXPORT, reading);
        return new Policy.ExportVariables(
                set.required("name", TextRule.IDENTIFIER), DefinitionsReader.variableDefinitions(set, "definitions"));
    }

    static Policy.ExportConstants constants(YamlNode node, Reading reading) {
        Fields set = Fields.of(node, "a set of exported constants", EXPORT, reading);
        return new Policy.ExportConstants(
                set.required("name", TextRule.IDENTIFIER), DefinitionsReader.constantDefinitions(set, "definitions"));
    }
}
