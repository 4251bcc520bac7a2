package dev.verdict.engine.live;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.time.Instant;
import java.util.List;

/**
 * A compiled set that serves or served.
 *
 * @param revision 1 for the first set, one more for each later one
 * @param value what the compiler made
 * @param warnings what was worth a warning
 * @param loaded when it began to serve
 */
public record Generation<T>(long revision, T value, List<Diagnostic> warnings, Instant loaded) {
    public Generation {
        warnings = List.copyOf(warnings);
    }
}
