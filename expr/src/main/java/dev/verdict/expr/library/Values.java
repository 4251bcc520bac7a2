package dev.verdict.expr.library;

import org.jspecify.annotations.Nullable;

/** Values as error texts of the libraries show them. */
final class Values {
    private Values() {}

    static String debugText(@Nullable Object value) {
        return String.valueOf(value);
    }
}
