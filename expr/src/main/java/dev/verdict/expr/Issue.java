package dev.verdict.expr;

import org.jspecify.annotations.Nullable;

/**
 * One reason why an expression is not valid.
 *
 * @param line line inside the expression text, 1 for the first
 * @param column column in code points inside that line, 1 for the first
 * @param message what is wrong, in the words of the checker
 * @param undeclared the function that is called and does not exist, or null if it is something else that is wrong
 */
public record Issue(
        int line, int column, String message, @Nullable String undeclared) {}
