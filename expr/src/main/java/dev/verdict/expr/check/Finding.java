package dev.verdict.expr.check;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong in the text of an expression.
 *
 * @param line 1 for the first
 * @param column in code points, 1 for the first
 * @param undeclared the function that is called and does not exist, or null if it is something else that is wrong
 */
public record Finding(
        int line, int column, String message, @Nullable String undeclared) {
    Finding(int line, int column, String message) {
        this(line, column, message, null);
    }
}
