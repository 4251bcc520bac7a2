package dev.verdict.expr.value;

import java.util.Objects;

/**
 * The outcome of an expression that failed. A value, not an exception: an operator that can do without the failed operand
 * ({@code false && broken}) still has a result.
 *
 * @param message what went wrong, in the words of the reference
 */
public record CelError(String message) {
    public CelError {
        Objects.requireNonNull(message, "message");
    }

    public static CelError noSuchOverload() {
        return NO_SUCH_OVERLOAD;
    }

    public static CelError noSuchKey(Object key) {
        return new CelError("no such key: " + key);
    }

    private static final CelError NO_SUCH_OVERLOAD = new CelError("no such overload");
}
