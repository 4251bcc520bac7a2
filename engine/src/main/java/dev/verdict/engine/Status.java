package dev.verdict.engine;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.time.Instant;
import java.util.List;

/**
 * Which policies an engine decides by.
 *
 * @param revision generation of the policy set, counted from 1
 * @param loadedAt when this generation became active
 * @param checkedAt when the policies were last found to be either unchanged or good
 * @param policies number of compiled policies
 * @param rules number of their rules
 * @param warnings what the active set was accepted with
 * @param rejection why a newer set, or a file of it that lost its policy, was refused; empty when the newest set is active
 * @param held files that are still being written, so that their earlier content is active, and
 *     {@link dev.verdict.engine.live.LiveStatus#REARRANGED} while changes wait for additions and removals to end
 */
public record Status(
        long revision,
        Instant loadedAt,
        Instant checkedAt,
        int policies,
        int rules,
        List<Diagnostic> warnings,
        List<Diagnostic> rejection,
        List<String> held) {
    public Status {
        warnings = List.copyOf(warnings);
        rejection = List.copyOf(rejection);
        held = List.copyOf(held);
    }
}
