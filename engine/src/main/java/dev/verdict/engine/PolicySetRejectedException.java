package dev.verdict.engine;

import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.DiagnosticFormat;
import java.util.List;

/** The first policy set of an engine cannot be used. Later sets that cannot be used only show in {@link Status}. */
public final class PolicySetRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    PolicySetRejectedException(List<Diagnostic> diagnostics) {
        super("the policies cannot be used:\n" + DiagnosticFormat.full(diagnostics));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** All that is wrong, sorted by place. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
