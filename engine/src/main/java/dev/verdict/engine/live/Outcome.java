package dev.verdict.engine.live;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.util.List;

/** What a compiler made of a source tree. */
public sealed interface Outcome<T> {
    /** What was found, whether or not the set may serve. */
    List<Diagnostic> diagnostics();

    /** A set that may serve, and what is worth a warning. */
    record Accepted<T>(T value, List<Diagnostic> warnings) implements Outcome<T> {
        public Accepted {
            warnings = List.copyOf(warnings);
        }

        @Override
        public List<Diagnostic> diagnostics() {
            return warnings;
        }
    }

    /** All that is wrong; at least one error. */
    record Rejected<T>(List<Diagnostic> diagnostics) implements Outcome<T> {
        public Rejected {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
