package dev.verdict.policy.diagnostic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the findings about one file and gives each its excerpt. Not for use by several threads. */
public final class Problems {
    /** So many findings are shown; of the rest only the number. */
    public static final int SHOWN = 50;

    /** A file with more findings than this is not worth sorting. */
    private static final int KEPT = 20 * SHOWN;

    private final SourceText source;
    private final List<Diagnostic> found = new ArrayList<>();
    private int dropped;
    private boolean refused;

    public Problems(SourceText source) {
        this.source = source;
    }

    public void error(Code code, Span span, String message) {
        error(code, span, message, null);
    }

    /** Adds an error with its way out; {@code help} may be null. */
    public void error(Code code, Span span, String message, @Nullable String help) {
        refused = true;
        add(Diagnostic.error(code, span, message).withHelp(help));
    }

    /** Adds a warning with its way out; {@code help} may be null. */
    public void warning(Code code, Span span, String message, @Nullable String help) {
        add(Diagnostic.warning(code, span, message).withHelp(help));
    }

    public boolean hasErrors() {
        return refused;
    }

    /** The text that the findings are about. */
    public SourceText source() {
        return source;
    }

    /**
     * What was found, sorted by place. When that is more than {@value #SHOWN}, errors go before warnings in the choice of
     * what is shown, and the last diagnostic tells how many are not.
     */
    public List<Diagnostic> sorted() {
        List<Diagnostic> errors =
                new ArrayList<>(found.stream().filter(Diagnostic::isError).toList());
        Collections.sort(errors);
        List<Diagnostic> warnings =
                found.stream().filter(d -> !d.isError()).sorted().toList();
        errors.addAll(warnings);
        List<Diagnostic> shown = new ArrayList<>(errors.subList(0, Math.min(SHOWN, errors.size())));
        Collections.sort(shown);
        int hidden = errors.size() - shown.size() + dropped;
        shown.replaceAll(source::illustrate);
        if (hidden > 0) {
            String message = hidden + (hidden == 1 ? " more problem" : " more problems") + " in this file";
            shown.add(new Diagnostic(
                    refused ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING,
                    Code.MORE_PROBLEMS,
                    shown.getLast().span(),
                    message,
                    null,
                    "correct the problems above first"));
        }
        return List.copyOf(shown);
    }

    private void add(Diagnostic diagnostic) {
        if (found.size() < KEPT) {
            found.add(diagnostic);
        } else {
            dropped++;
        }
    }
}
