package dev.verdict.kinde.webhook;

import java.util.List;

/** What an event came to. */
sealed interface EventEffect {
    /**
     * All that the event calls for.
     *
     * @param phrases what was done, one phrase each
     */
    record Done(List<String> phrases) implements EventEffect {
        public Done {
            phrases = List.copyOf(phrases);
        }
    }

    /** Nothing, as the event does not say whom it is about. */
    record Nobody() implements EventEffect {}

    /**
     * Not all, as it cannot be found out now what the event calls for.
     *
     * @param code stable
     * @param reason one sentence
     */
    record Unknown(String code, String reason) implements EventEffect {}
}
