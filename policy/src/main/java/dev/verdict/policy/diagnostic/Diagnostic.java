package dev.verdict.policy.diagnostic;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One finding about a policy set. Immutable; a wrong policy is a value of this type, never an exception.
 *
 * @param message one sentence without a full stop or line break; user text in back-quotes
 * @param excerpt the source line with a caret under the place, or null when the finding has no line
 * @param help how to get out of it, or null
 */
public record Diagnostic(
        Severity severity,
        Code code,
        Span span,
        String message,
        @Nullable String excerpt,
        @Nullable String help) implements Comparable<Diagnostic> {

    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(Diagnostic::span)
            .thenComparing(Diagnostic::code)
            .thenComparing(Diagnostic::message);

    /** Errors reject the set; warnings do not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public Diagnostic {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(message, "message");
    }

    public static Diagnostic error(Code code, Span span, String message) {
        return new Diagnostic(Severity.ERROR, code, span, message, null, null);
    }

    public static Diagnostic warning(Code code, Span span, String message) {
        return new Diagnostic(Severity.WARNING, code, span, message, null, null);
    }

    public Diagnostic withHelp(@Nullable String text) {
        return new Diagnostic(severity, code, span, message, excerpt, text);
    }

    public Diagnostic withExcerpt(@Nullable String text) {
        return new Diagnostic(severity, code, span, message, text, help);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Diagnostic other) {
        return ORDER.compare(this, other);
    }
}
