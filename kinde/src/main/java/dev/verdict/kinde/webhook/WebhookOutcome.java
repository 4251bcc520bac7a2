package dev.verdict.kinde.webhook;

import java.util.List;
import java.util.Objects;

/** What became of a delivery, and what to answer. Kinde sends again whatever was not answered with 200. */
public sealed interface WebhookOutcome {
    /** The HTTP status to answer with. */
    int status();

    /**
     * The event has had its effects.
     *
     * @param done what was done, one phrase each; empty for events that change nothing here
     */
    record Accepted(String type, String eventId, List<String> done) implements WebhookOutcome {
        public Accepted {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(eventId, "eventId");
            done = List.copyOf(done);
        }

        @Override
        public int status() {
            return 200;
        }
    }

    /** The event has had its effects before. */
    record Duplicate(String eventId) implements WebhookOutcome {
        public Duplicate {
            Objects.requireNonNull(eventId, "eventId");
        }

        @Override
        public int status() {
            return 200;
        }
    }

    /**
     * Nothing was done.
     *
     * @param code stable, such as {@code too_large}
     * @param reason one sentence
     */
    record Refused(int status, String code, String reason) implements WebhookOutcome {
        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
