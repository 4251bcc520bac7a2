package dev.verdict.engine.schema;
import java.util.Map;
/** Placeholder until the validator lands. */
public final class SchemaSet {
    /** . */
    public sealed interface Resolution {}
    /** . */
    public record Loaded(AttributeSchema schema) implements Resolution {}
    /** . */
    public record Failed(String message) implements Resolution {}
    /** . */
    public static SchemaSet of(Map<String, byte[]> schemas) { return new SchemaSet(); }
    /** . */
    public Resolution resolve(String ref) { return new Failed("none"); }
}
