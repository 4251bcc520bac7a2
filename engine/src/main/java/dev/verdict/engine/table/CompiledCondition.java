package dev.verdict.engine.table;

/**
 * A condition with its place among the conditions of its unit.
 *
 * @param index from 0 to {@link CompiledUnit#conditions()} - 1
 */
public record CompiledCondition(ConditionNode root, int index) {}
