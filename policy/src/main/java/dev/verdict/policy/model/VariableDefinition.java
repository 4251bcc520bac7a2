package dev.verdict.policy.model;

/** A named CEL expression. */
public record VariableDefinition(Located<String> name, Located<String> expression) {}
