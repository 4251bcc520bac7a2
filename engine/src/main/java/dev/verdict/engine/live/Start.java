package dev.verdict.engine.live;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.util.List;

/** What became of the first load of a source. */
public sealed interface Start<T> {
    /** The set serves; the caller closes it. */
    record Started<T>(LiveSet<T> set) implements Start<T> {}

    /** The source cannot serve; nothing is left open. */
    record Refused<T>(List<Diagnostic> diagnostics) implements Start<T> {
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
