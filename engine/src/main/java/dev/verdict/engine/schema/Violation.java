package dev.verdict.engine.schema;

/**
 * One thing that a schema refuses.
 *
 * @param path JSON pointer to it, {@code /} for the whole
 */
public record Violation(String path, String message) {}
