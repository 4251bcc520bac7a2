package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Problems;
import dev.verdict.policy.diagnostic.Quoted;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.VariableDefinition;
import dev.verdict.policy.yaml.YamlNode;
import dev.verdict.policy.yaml.YamlNode.Entry;
import dev.verdict.policy.yaml.YamlNode.Kind;
import dev.verdict.policy.yaml.YamlNode.Mapping;
import dev.verdict.policy.yaml.YamlNode.Scalar;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what all kinds of document have in common and hands the rest to the reader of the kind. */
final class DocumentReader {
    private static final String API_VERSION = "api.cerbos.dev/v1";
    private static final List<String> KINDS = List.of(
            "resourcePolicy", "principalPolicy", "derivedRoles", "rolePolicy", "exportVariables", "exportConstants");
    private static final FieldNames DOCUMENT = FieldNames.of(
            "apiVersion",
            "resourcePolicy",
            "principalPolicy",
            "derivedRoles",
            "rolePolicy",
            "exportVariables",
            "exportConstants",
            "disabled",
            "description",
            "metadata",
            "variables",
            "$schema");
    private static final FieldNames METADATA =
            FieldNames.of("annotations", "sourceFile", "hash", "storeIdentifer", "storeIdentifier", "sourceAttributes");
    private static final FieldNames SOURCE_ATTRIBUTES = FieldNames.of("attributes");
    private static final BigInteger MAX_HASH = BigInteger.ONE.shiftLeft(64);

    private DocumentReader() {}

    /** The document; null when no kind of policy can be made out, and not to be used when there are errors. */
    static @Nullable Document read(String file, YamlNode root, Problems problems) {
        Reading reading = new Reading(problems, isDisabled(root));
        Fields document = Fields.of(root, "a policy file", DOCUMENT, reading);
        if (!document.isObject()) {
            return null;
        }
        apiVersion(document);
        document.text("$schema", TextRule.ANY);
        boolean disabled = document.flag("disabled");
        String description = document.text("description", TextRule.ANY).value();
        Map<String, String> annotations = metadata(document);
        Policy policy = policy(document);
        return policy == null ? null : new Document(file, disabled, description, annotations, policy);
    }

    private static boolean isDisabled(YamlNode root) {
        if (root instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                if (entry.name().equals("disabled") && entry.value() instanceof Scalar scalar) {
                    return scalar.kind() == Kind.BOOLEAN && scalar.text().equalsIgnoreCase("true");
                }
            }
        }
        return false;
    }

    private static void apiVersion(Fields document) {
        Located<String> version = document.required("apiVersion", TextRule.ANY);
        if (!version.value().isEmpty() && !version.value().equals(API_VERSION)) {
            String message = "`apiVersion` must be `" + API_VERSION + "`, not " + Quoted.of(version.value());
            document.problems().error(Code.INVALID_VALUE, version.span(), message);
        }
    }

    private static @Nullable Policy policy(Fields document) {
        List<String> given = KINDS.stream().filter(document::has).toList();
        Problems problems = document.problems();
        if (given.isEmpty()) {
            problems.error(
                    Code.POLICY_TYPE, document.span(), "file has no policy", "add one of " + String.join(", ", KINDS));
            return null;
        }
        if (given.size() > 1) {
            String names = "`" + String.join("`, `", given) + "`";
            given.stream()
                    .map(document::place)
                    .max(Span::compareTo)
                    .ifPresent(place -> problems.error(
                            Code.POLICY_TYPE,
                            place,
                            "file has more than one policy: " + names,
                            "use one file for each"));
        }
        Policy policy = null;
        for (String kind : given) {
            policy = policy(document, kind);
        }
        return policy;
    }

    private static @Nullable Policy policy(Fields document, String kind) {
        YamlNode node = document.get(kind);
        if (node == null) {
            return null;
        }
        Reading reading = document.reading();
        List<VariableDefinition> variables = topLevelVariables(document, kind);
        return switch (kind) {
            case "resourcePolicy" -> ResourcePolicyReader.read(node, reading, variables);
            case "principalPolicy" -> PrincipalPolicyReader.read(node, reading, variables);
            case "rolePolicy" -> RolePolicyReader.read(node, reading, variables);
            case "derivedRoles" -> SharedSetReader.derivedRoles(node, reading, variables);
            case "exportVariables" -> SharedSetReader.variables(node, reading);
            default -> SharedSetReader.constants(node, reading);
        };
    }

    private static List<VariableDefinition> topLevelVariables(Fields document, String kind) {
        List<VariableDefinition> variables = DefinitionsReader.variableDefinitions(document, "variables");
        if (variables.isEmpty()) {
            return variables;
        }
        if (kind.startsWith("export")) {
            String message = "variables beside `" + kind + "` are not allowed";
            document.problems()
                    .error(
                            Code.UNKNOWN_FIELD,
                            document.place("variables"),
                            message,
                            "put them into the set's `definitions`");
        } else {
            document.problems()
                    .warning(
                            Code.DEPRECATED,
                            document.place("variables"),
                            "variables beside `" + kind + "` are deprecated",
                            "move them to `variables.local` of the policy");
        }
        return variables;
    }

    private static Map<String, String> metadata(Fields document) {
        Fields metadata = document.object("metadata", METADATA);
        if (metadata == null) {
            return Map.of();
        }
        metadata.text("sourceFile", TextRule.ANY);
        metadata.text("storeIdentifer", TextRule.ANY);
        metadata.text("storeIdentifier", TextRule.ANY);
        hash(metadata);
        Fields source = metadata.object("sourceAttributes", SOURCE_ATTRIBUTES);
        if (source != null) {
            source.members("attributes").forEach(entry -> DefinitionsReader.value(entry.value(), source.reading()));
        }
        Map<String, String> annotations = new LinkedHashMap<>();
        for (Entry entry : metadata.members("annotations")) {
            Located<String> text = metadata.reading().text(entry.value(), "annotation " + Quoted.of(entry.name()));
            if (text != null) {
                annotations.put(entry.name(), text.value());
            }
        }
        return Collections.unmodifiableMap(annotations);
    }

    /** A number of 64 bits without sign, also as a string. */
    private static void hash(Fields metadata) {
        YamlNode node = metadata.get("hash");
        if (node == null) {
            return;
        }
        boolean number = node instanceof Scalar scalar
                && (scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.STRING)
                && isUnsigned(scalar.text());
        if (!number) {
            String message = "`hash` must be a whole number without sign";
            metadata.problems().error(Code.INVALID_VALUE, node.span(), message, "remove it, it has no effect");
        }
    }

    private static boolean isUnsigned(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 20 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && new BigInteger(text).compareTo(MAX_HASH) < 0;
    }
}
