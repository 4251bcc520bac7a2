package dev.verdict.expr.value;

/**
 * A type as a value: what {@code type(x)} gives and what names such as {@code string} stand for.
 *
 * @param name name of the type in CEL, without its parameters
 */
public record TypeValue(String name) {}
