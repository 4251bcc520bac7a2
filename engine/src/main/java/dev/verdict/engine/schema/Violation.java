package dev.verdict.engine.schema;
/** Placeholder until the validator lands. */
public record Violation(String path, String message) {}
