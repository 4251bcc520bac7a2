package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Quoted;
import dev.verdict.policy.model.ConstantDefinition;
import dev.verdict.policy.model.Constants;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.VariableDefinition;
import dev.verdict.policy.model.Variables;
import dev.verdict.policy.yaml.YamlNode;
import dev.verdict.policy.yaml.YamlNode.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the blocks {@code variables} and {@code constants}, and the definitions inside of them. */
final class DefinitionsReader {
    private static final FieldNames BLOCK = FieldNames.of("import", "local");

    private DefinitionsReader() {}

    /** The {@code variables} block of a policy joined with the deprecated variables of its document. */
    static Variables variables(Fields policy, List<VariableDefinition> topLevel) {
        Fields block = policy.object("variables", BLOCK);
        if (block == null) {
            return topLevel.isEmpty() ? Variables.NONE : new Variables(List.of(), topLevel);
        }
        List<Located<String>> imports = block.texts("import", TextRule.IDENTIFIER);
        List<VariableDefinition> local = new ArrayList<>(variableDefinitions(block, "local"));
        local.addAll(topLevel);
        return new Variables(imports, local);
    }

    static Constants constants(Fields policy) {
        Fields block = policy.object("constants", BLOCK);
        return block == null
                ? Constants.NONE
                : new Constants(block.texts("import", TextRule.IDENTIFIER), constantDefinitions(block, "local"));
    }

    static List<VariableDefinition> variableDefinitions(Fields fields, String name) {
        List<VariableDefinition> definitions = new ArrayList<>();
        for (Entry entry : fields.members(name)) {
            Located<String> expression = fields.reading().text(entry.value(), "variable " + Quoted.of(entry.name()));
            if (expression != null) {
                definitions.add(new VariableDefinition(
                        new Located<>(entry.name(), entry.key().span()), expression));
            }
        }
        return definitions;
    }

    static List<ConstantDefinition> constantDefinitions(Fields fields, String name) {
        List<ConstantDefinition> definitions = new ArrayList<>();
        for (Entry entry : fields.members(name)) {
            Object value = value(entry.value(), fields.reading());
            definitions.add(new ConstantDefinition(
                    new Located<>(entry.name(), entry.key().span()), value));
        }
        return definitions;
    }

    /** Any node as a JSON value; a number without a JSON form becomes null after a complaint. */
    static @Nullable Object value(YamlNode node, Reading reading) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalarValue(scalar, reading);
            case YamlNode.Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (YamlNode item : sequence.items()) {
                    items.add(value(item, reading));
                }
                yield Collections.unmodifiableList(items);
            }
            case YamlNode.Mapping mapping -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                for (Entry entry : mapping.entries()) {
                    members.put(entry.name(), value(entry.value(), reading));
                }
                yield Collections.unmodifiableMap(members);
            }
        };
    }

    private static @Nullable Object scalarValue(YamlNode.Scalar scalar, Reading reading) {
        return switch (scalar.kind()) {
            case NULL -> null;
            case BOOLEAN -> scalar.text().equalsIgnoreCase("true");
            case STRING -> scalar.text();
            case INTEGER, FLOAT -> {
                double number = Double.parseDouble(scalar.text());
                if (!Double.isFinite(number)) {
                    String message = "`" + scalar.text() + "` is not a JSON value";
                    reading.problems().error(Code.INVALID_VALUE, scalar.span(), message);
                    yield null;
                }
                yield number;
            }
        };
    }
}
