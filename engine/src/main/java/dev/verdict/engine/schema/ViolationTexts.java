package dev.verdict.engine.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.path.NodePath;
import dev.verdict.expr.text.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says what a schema refuses in the words of the reference; what these are was asked of its binary. */
final class ViolationTexts {
    private final SchemaRegistry registry;

    ViolationTexts(SchemaRegistry registry) {
        this.registry = registry;
    }

    List<Violation> of(JsonNode root, List<Error> errors) {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        Map<String, List<String>> extra = new LinkedHashMap<>();
        List<Violation> violations = new ArrayList<>();
        for (Error error : errors) {
            String path = pointer(error.getInstanceLocation());
            switch (keyword(error)) {
                case "required" -> named(missing, path, error);
                case "additionalProperties" -> named(extra, path, error);
                case "contains", "minContains" -> contains(path, error, violations);
                case "oneOf" -> {
                    String text = oneOf(error);
                    if (text != null) {
                        violations.add(new Violation(path, text));
                    }
                }
                case "propertyNames" -> propertyName(path, error, violations);
                case "unevaluatedProperties", "unevaluatedItems", "items" ->
                    violations.add(new Violation(below(path, error), text(error)));
                default -> violations.add(new Violation(path, text(error)));
            }
        }
        List<Violation> all = new ArrayList<>();
        missing.forEach((path, names) -> all.add(new Violation(path, "missing properties: " + quoted(names))));
        extra.forEach((path, names) ->
                all.add(new Violation(path, "additionalProperties " + quoted(names) + " not allowed")));
        all.addAll(violations);
        return all;
    }

    private static String keyword(Error error) {
        return Objects.requireNonNullElse(error.getKeyword(), "");
    }

    private static void named(Map<String, List<String>> groups, String path, Error error) {
        groups.computeIfAbsent(path, key -> new ArrayList<>()).add(String.valueOf(error.getProperty()));
    }

    private static String below(String path, Error error) {
        String name = error.getProperty() == null && error.getIndex() != null
                ? error.getIndex().toString()
                : error.getProperty();
        return name == null ? path : (path.equals("/") ? "" : path) + "/" + escaped(name);
    }

    /** Each item that is not what the array should contain is a cause of its own. */
    private void contains(String path, Error error, List<Violation> violations) {
        JsonNode array = error.getInstanceNode();
        JsonNode item = error.getSchemaNode();
        if (array == null || item == null || !array.isArray()) {
            violations.add(new Violation(path, "contains failed"));
            return;
        }
        Schema schema = registry.getSchema(item);
        for (int i = 0; i < array.size(); i++) {
            List<Error> causes = schema.validate(array.get(i));
            for (Violation cause : of(array.get(i), causes)) {
                String rest = cause.path().equals("/") ? "" : cause.path();
                violations.add(new Violation((path.equals("/") ? "" : path) + "/" + i + rest, cause.message()));
            }
        }
    }

    private void propertyName(String path, Error error, List<Violation> violations) {
        JsonNode name = JsonNodes.of(error.getProperty());
        String place = below(path, error);
        for (Violation cause :
                of(name, registry.getSchema(error.getSchemaNode()).validate(name))) {
            violations.add(new Violation(place, cause.message()));
        }
    }

    /** Null when no alternative fits: the causes are then in the alternatives. */
    private @Nullable String oneOf(Error error) {
        JsonNode alternatives = error.getSchemaNode();
        JsonNode instance = error.getInstanceNode();
        List<Integer> fitting = new ArrayList<>();
        for (int i = 0; alternatives != null && i < alternatives.size(); i++) {
            if (registry.getSchema(alternatives.get(i)).validate(instance).isEmpty()) {
                fitting.add(i);
            }
        }
        return fitting.size() < 2
                ? null
                : "valid against schemas at indexes " + fitting.get(0) + " and " + fitting.get(1);
    }

    private String text(Error error) {
        JsonNode limit = error.getSchemaNode();
        JsonNode value = error.getInstanceNode();
        if (limit == null || value == null) {
            return keyword(error) + " failed";
        }
        return switch (keyword(error)) {
            case "type" -> "expected " + types(limit) + ", but got " + typeOf(value);
            case "enum" -> enumeration(limit);
            case "const" -> limit.isContainer() ? "const failed" : "value must be " + constant(limit);
            case "minimum" -> "must be >= " + number(limit) + " but found " + number(value);
            case "maximum" -> "must be <= " + number(limit) + " but found " + number(value);
            case "exclusiveMinimum" -> "must be > " + number(limit) + " but found " + number(value);
            case "exclusiveMaximum" -> "must be < " + number(limit) + " but found " + number(value);
            case "multipleOf" -> number(value) + " not multipleOf " + number(limit);
            case "minLength" -> "length must be >= " + limit + ", but got " + length(value);
            case "maxLength" -> "length must be <= " + limit + ", but got " + length(value);
            case "pattern" -> "does not match pattern '" + limit.asString() + "'";
            case "format" -> "'" + value.asString() + "' is not valid '" + limit.asString() + "'";
            case "minItems" -> "minimum " + limit + " items required, but found " + value.size() + " items";
            case "maxItems" -> "maximum " + limit + " items required, but found " + value.size() + " items";
            case "minProperties" ->
                "minimum " + limit + " properties allowed, but found " + value.size() + " properties";
            case "maxProperties" ->
                "maximum " + limit + " properties allowed, but found " + value.size() + " properties";
            case "uniqueItems" -> equalItems(value);
            case "maxContains" -> "valid must be <= " + argument(error, 0) + ", but got " + count(limit, value);
            case "dependentRequired" -> dependent(error);
            case "contentEncoding" -> "value is not " + limit.asString() + " encoded";
            case "contentMediaType" -> "value is not of mediatype '" + limit.asString() + "'";
            case "not" -> "not failed";
            case "false", "unevaluatedProperties", "unevaluatedItems", "items", "prefixItems" -> "not allowed";
            default -> limit.isBoolean() && !limit.asBoolean() ? "not allowed" : keyword(error) + " failed";
        };
    }

    private static String number(JsonNode number) {
        return NumberText.ofDouble(number.doubleValue());
    }

    private static String types(JsonNode types) {
        if (!types.isArray()) {
            return types.asString();
        }
        List<String> names = new ArrayList<>();
        types.forEach(type -> names.add(type.asString()));
        return String.join(" or ", names);
    }

    private static String typeOf(JsonNode value) {
        if (value.isNumber()) {
            return "number";
        }
        if (value.isNull()) {
            return "null";
        }
        if (value.isBoolean()) {
            return "boolean";
        }
        if (value.isString()) {
            return "string";
        }
        return value.isArray() ? "array" : "object";
    }

    private static String enumeration(JsonNode values) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (value.isContainer()) {
                return "enum failed";
            }
            texts.add(constant(value));
        }
        return "value must be one of " + String.join(", ", texts);
    }

    private static String constant(JsonNode value) {
        if (value.isNull()) {
            return "<nil>";
        }
        return value.isBoolean() ? value.toString() : '"' + value.asString() + '"';
    }

    private static int length(JsonNode text) {
        String value = text.asString();
        return value.codePointCount(0, value.length());
    }

    private static String equalItems(JsonNode array) {
        for (int i = 0; i < array.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (array.get(i).equals(array.get(j))) {
                    return "items at index " + j + " and " + i + " are equal";
                }
            }
        }
        return "uniqueItems failed";
    }

    private static String argument(Error error, int index) {
        Object[] arguments = error.getArguments();
        return arguments == null || arguments.length <= index ? "" : String.valueOf(arguments[index]);
    }

    private int count(JsonNode wanted, JsonNode array) {
        Schema schema = registry.getSchema(wanted);
        int count = 0;
        for (JsonNode item : array) {
            count += schema.validate(item).isEmpty() ? 1 : 0;
        }
        return count;
    }

    private static String dependent(Error error) {
        return "property '" + argument(error, 0) + "' is required, if '" + error.getProperty() + "' property exists";
    }

    private static String quoted(List<String> names) {
        return "'" + String.join("', '", names) + "'";
    }

    private static String pointer(@Nullable NodePath path) {
        if (path == null || path.getNameCount() == 0) {
            return "/";
        }
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(escaped(String.valueOf(path.getElement(i))));
        }
        return pointer.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
