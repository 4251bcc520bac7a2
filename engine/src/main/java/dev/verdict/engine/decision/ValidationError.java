package dev.verdict.engine.decision;

/**
 * An attribute that does not fit its schema.
 *
 * @param path JSON pointer into the attributes, {@code /} for the whole; empty when the schema itself failed
 */
public record ValidationError(String path, String message, Source source) {
    /** Whose attributes. */
    public enum Source {
        PRINCIPAL,
        RESOURCE
    }
}
