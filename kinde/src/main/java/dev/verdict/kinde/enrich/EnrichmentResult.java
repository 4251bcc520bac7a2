package dev.verdict.kinde.enrich;

import dev.verdict.kinde.identity.Identity;
import java.util.List;
import java.util.Objects;

/** What became of an identity. */
public sealed interface EnrichmentResult {
    /**
     * The identity with all that could be read.
     *
     * @param warnings what is old or absent and why, one sentence each
     */
    record Enriched(Identity identity, List<String> warnings) implements EnrichmentResult {
        public Enriched {
            Objects.requireNonNull(identity, "identity");
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Nothing may be decided in favour of this identity.
     *
     * @param reason one sentence without secrets
     */
    record Denied(String reason) implements EnrichmentResult {
        public Denied {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
