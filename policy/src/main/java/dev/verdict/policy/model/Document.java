package dev.verdict.policy.model;

import dev.verdict.policy.diagnostic.Span;
import java.util.Map;

/**
 * One policy file after reading and shape checks.
 *
 * @param file path relative to the policy root
 * @param disabled the document counts as absent, also for those that import it
 * @param description empty when not given
 * @param annotations {@code metadata.annotations}, in file order
 */
public record Document(
        String file, boolean disabled, String description, Map<String, String> annotations, Policy policy) {
    public Span span() {
        return policy.span();
    }
}
