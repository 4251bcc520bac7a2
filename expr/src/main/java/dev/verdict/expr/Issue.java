package dev.verdict.expr;

/**
 * One reason why an expression is not valid.
 *
 * @param line line inside the expression text, 1 for the first
 * @param column column in code points inside that line, 1 for the first
 * @param message what is wrong, in the words of the checker
 */
public record Issue(int line, int column, String message) {}
