package dev.verdict.server.health;

import java.util.List;

/**
 * What {@code /readyz?verbose} tells.
 *
 * @param revision generation of the active policies
 * @param policies their number
 * @param rejection why newer policies are not active, one line each; empty when the newest are
 */
public record Readiness(long revision, int policies, List<String> rejection) {
    public Readiness {
        rejection = List.copyOf(rejection);
    }
}
