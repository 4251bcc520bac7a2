package dev.verdict.server.health;

import java.time.Instant;
import java.util.List;

/**
 * What {@code /readyz?verbose} tells.
 *
 * @param revision generation of the active policies
 * @param policies their number
 * @param refreshed when the policies were last found to be either unchanged or good
 * @param rejection why newer policies are not active, one line each; empty when the newest are
 * @param degraded what works less well than it should, one line each
 * @param held what is still in motion, so that its earlier content is active, one line each
 */
public record Readiness(
        long revision,
        int policies,
        Instant refreshed,
        List<String> rejection,
        List<String> held,
        List<String> degraded) {
    public Readiness {
        rejection = List.copyOf(rejection);
        held = List.copyOf(held);
        degraded = List.copyOf(degraded);
    }
}
