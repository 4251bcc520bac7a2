package dev.verdict.policy.diagnostic;

import java.util.List;
import java.util.Locale;

/** Diagnostics as text for people. Lines end in {@code \n}; nothing is coloured. */
public final class DiagnosticFormat {
    private DiagnosticFormat() {}

    /**
     * {@code file:line:column: error[CODE]: message}, without a line break at the end. It begins with the severity when the
     * finding is about no file.
     */
    public static String oneLine(Diagnostic diagnostic) {
        String place = diagnostic.span().toString();
        return (place.isEmpty() ? "" : place + ": ")
                + diagnostic.severity().name().toLowerCase(Locale.ROOT)
                + "["
                + diagnostic.code()
                + "]: "
                + diagnostic.message();
    }

    /** The one-line form followed by excerpt and help, each line indented by two; without a line break at the end. */
    public static String full(Diagnostic diagnostic) {
        StringBuilder text = new StringBuilder(oneLine(diagnostic));
        if (diagnostic.excerpt() != null) {
            diagnostic.excerpt().lines().forEach(line -> text.append("\n  ").append(line));
        }
        if (diagnostic.help() != null) {
            text.append("\n  help: ").append(diagnostic.help());
        }
        return text.toString();
    }

    /** All of them in full, in the order given, one after the other. */
    public static String full(List<Diagnostic> diagnostics) {
        StringBuilder text = new StringBuilder();
        diagnostics.forEach(diagnostic -> text.append(full(diagnostic)).append('\n'));
        return text.toString();
    }
}
