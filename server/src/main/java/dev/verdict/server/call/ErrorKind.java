package dev.verdict.server.call;

import java.util.List;

/** The part of an error's message that says what kind of error it is; the rest can quote values. */
final class ErrorKind {
    // Longer ones stand before those that they begin with.
    private static final List<String> KNOWN = List.of(
            "evaluation cost limit exceeded",
            "evaluation time limit exceeded",
            "request cancelled",
            "no such key",
            "no such overload",
            "undefined field",
            "index out of bounds",
            "index out of range",
            "invalid substring range",
            "unsupported index type",
            "invalid qualifier type",
            "unsigned integer overflow",
            "integer overflow",
            "timestamp overflow",
            "division by zero",
            "modulus by zero",
            "type conversion",
            "error parsing regexp",
            "optional.none() dereference",
            "NaN values cannot be ordered",
            "number cannot be represented in JSON",
            "unknown time zone");

    private ErrorKind() {}

    /** The kind of the error with this message; {@code other} for those without a fixed beginning. */
    static String of(String message) {
        for (String known : KNOWN) {
            if (message.startsWith(known)) {
                return known;
            }
        }
        return "other";
    }
}
