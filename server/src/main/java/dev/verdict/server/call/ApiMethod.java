package dev.verdict.server.call;

/** A method of the API that answers one message with one message. Immutable, used by all event loops. */
public interface ApiMethod {
    /**
     * Answers {@code exchange}, now or later. On the event loop of the call; never blocks.
     *
     * @param body the encoded request; not changed, not kept
     */
    void answer(byte[] body, Exchange exchange);
}
