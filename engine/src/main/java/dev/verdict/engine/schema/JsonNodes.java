package dev.verdict.engine.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Attributes in the form in which the validator reads JSON. */
final class JsonNodes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double EXACT = 9_007_199_254_740_992.0;

    private JsonNodes() {}

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case String text -> NODES.stringNode(text);
            case Boolean flag -> NODES.booleanNode(flag);
            case Double number -> number(number);
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        };
    }

    /** {@code 1.0} counts as an integer. */
    private static JsonNode number(double number) {
        return number == Math.rint(number) && Math.abs(number) <= EXACT
                ? NODES.numberNode((long) number)
                : NODES.numberNode(number);
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode node = NODES.objectNode();
        map.forEach((name, member) -> node.set((String) name, of(member)));
        return node;
    }

    private static ArrayNode array(List<?> list) {
        ArrayNode node = NODES.arrayNode();
        list.forEach(item -> node.add(of(item)));
        return node;
    }
}
