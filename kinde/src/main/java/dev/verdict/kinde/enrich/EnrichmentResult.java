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
     * @param cause what the caller may do about it
     * @param reason one sentence without secrets
     */
    record Denied(Cause cause, String reason) implements EnrichmentResult {
        /** What kind of denial it is. */
        public enum Cause {
            /** The user or the organization is suspended. */
            SUSPENDED,
            /** Something that must be known cannot be read now. This says nothing against the identity. */
            UNAVAILABLE,
            /** The identity cannot act for the other organization; only where that was asked for. */
            NOT_ALLOWED
        }

        public Denied {
            Objects.requireNonNull(cause, "cause");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
