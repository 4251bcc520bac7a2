package dev.verdict.conformance.generate;

import dev.verdict.conformance.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemas of every store that enforces them, and random references to them. */
final class SchemaFiles {
    private static final String PRINCIPAL = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "properties": {"n": {"type": "number", "minimum": 0, "maximum": 100}, "s": {"type": "string", "minLength": 1},
                            "ls": {"type": "array", "items": {"type": "string"}, "maxItems": 4}},
             "required": ["s"]}""";
    private static final String RESOURCE = """
            {"type": "object",
             "properties": {"b": {"type": "boolean"}, "n": {"type": "integer"}, "s": {"enum": ["a", "ab", "héllo"]},
                            "t": {"type": "string", "format": "date-time"}, "ip": {"type": "string", "format": "ipv4"},
                            "deep": {"type": "object", "properties": {"level": {"type": "object", "required": ["a", "s"]}}},
                            "ln": {"type": "array", "items": {"type": "number"}, "uniqueItems": true}},
             "required": ["b", "owner"]}""";

    private SchemaFiles() {}

    static Map<String, Map<String, @Nullable Object>> files() {
        var files = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        files.put("principal.json", Json.parseObject(PRINCIPAL));
        files.put("nested/resource.json", Json.parseObject(RESOURCE));
        return files;
    }

    static Map<String, @Nullable Object> references(Dice dice) {
        var schemas = new LinkedHashMap<String, @Nullable Object>();
        if (dice.chance(70)) {
            schemas.put("principalSchema", reference("cerbos:///principal.json", dice));
        }
        if (dice.chance(90)) {
            schemas.put("resourceSchema", reference("cerbos:///nested/resource.json", dice));
        }
        return schemas;
    }

    private static Map<String, @Nullable Object> reference(String ref, Dice dice) {
        var reference = new LinkedHashMap<String, @Nullable Object>();
        reference.put("ref", ref);
        if (dice.chance(40)) {
            List<String> actions = dice.some(List.of("view", "edit", "view:*", "lit?", "d*"), 1, 2);
            reference.put("ignoreWhen", Map.of("actions", actions));
        }
        return reference;
    }
}
