package dev.verdict.engine.schema;

import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of a policy set. Nothing outside it is ever fetched. Not for use by several threads; what it gives is. */
public final class SchemaSet {
    private static final String STORE = "cerbos:///";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What a reference leads to. */
    public sealed interface Resolution {}

    /** A schema that can be used. */
    public record Loaded(AttributeSchema schema) implements Resolution {}

    /** Why there is none, in a sentence without a full stop. */
    public record Failed(String message) implements Resolution {}

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Resolution> resolved = new HashMap<>();
    private final SchemaRegistry registry;

    private SchemaSet(Map<String, byte[]> schemas) {
        schemas.forEach((id, content) -> texts.put(STORE + id, new String(content, StandardCharsets.UTF_8)));
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .regularExpressionFactory(new Re2Patterns())
                .build();
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config).schemas(texts));
    }

    /** The schemas by id, which is the path below {@code _schemas}. */
    public static SchemaSet of(Map<String, byte[]> schemas) {
        return new SchemaSet(schemas);
    }

    /** The schema that {@code ref}, a {@code cerbos:///} URL or a path, names. */
    public Resolution resolve(String ref) {
        Resolution known = resolved.get(ref);
        if (known == null) {
            known = load(ref);
            resolved.put(ref, known);
        }
        return known;
    }

    private Resolution load(String ref) {
        String location = location(ref);
        if (location == null) {
            return new Failed("only schemas of the policy set are used, nothing is fetched");
        }
        String text = texts.get(location);
        if (text == null) {
            return new Failed("schema _schemas/" + location.substring(STORE.length()) + " doesn't exist");
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (!node.isObject() && !node.isBoolean()) {
                return new Failed("a schema is a JSON object or a boolean");
            }
            String problem = problemOf(node);
            if (problem != null) {
                return new Failed(problem);
            }
            Schema schema = registry.getSchema(SchemaLocation.of(location), text, InputFormat.JSON);
            schema.initializeValidators();
            return new Loaded(new AttributeSchema(schema, new ViolationTexts(registry)));
        } catch (JacksonException e) {
            return new Failed("not JSON: " + e.getOriginalMessage());
        } catch (SchemaException | IllegalArgumentException | PatternSyntaxException e) {
            return new Failed("not a schema: " + e.getMessage());
        }
    }

    private static @Nullable String location(String ref) {
        if (ref.startsWith(STORE)) {
            return ref;
        }
        return ref.contains(":") ? null : STORE + (ref.startsWith("/") ? ref.substring(1) : ref);
    }

    /** What the dialect's own schema says against {@code node}, or null. */
    private @Nullable String problemOf(JsonNode node) {
        JsonNode dialect = node.isObject() ? node.get("$schema") : null;
        String id = dialect == null || !dialect.isString()
                ? SpecificationVersion.DRAFT_2020_12.getDialectId()
                : dialect.asString();
        Schema meta = registry.getSchema(SchemaLocation.of(id));
        var errors = meta.validate(node);
        return errors.isEmpty() ? null : "not a schema: " + errors.get(0).getMessage();
    }
}
