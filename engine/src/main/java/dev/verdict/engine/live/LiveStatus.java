package dev.verdict.engine.live;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.time.Instant;
import java.util.List;

/**
 * How a live set is doing.
 *
 * @param revision the revision that serves
 * @param loaded when that revision began to serve
 * @param checked when the source was last found to be either unchanged or good
 * @param rejection why the newest state of the source, or a file of it that lost its policy, does not serve; empty when
 *     all of it does
 * @param held files that are still being written and serve with their earlier content, and {@link #REARRANGED} while
 *     changes wait for additions and removals to end
 * @param watching false when changes are only seen by polling
 */
public record LiveStatus(
        long revision,
        Instant loaded,
        Instant checked,
        List<Diagnostic> rejection,
        List<String> held,
        boolean watching) {
    /** Stands among the held files for the folder. */
    public static final String REARRANGED = "the folder is being rearranged";

    public LiveStatus {
        rejection = List.copyOf(rejection);
        held = List.copyOf(held);
    }
}
