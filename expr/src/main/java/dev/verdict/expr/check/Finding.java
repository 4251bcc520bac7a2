package dev.verdict.expr.check;

/**
 * Something wrong in the text of an expression.
 *
 * @param line 1 for the first
 * @param column in code points, 1 for the first
 */
public record Finding(int line, int column, String message) {}
