package dev.verdict.server.call;

import dev.verdict.wire.error.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * One call that waits for its answer, whatever protocol carries it. Answers are given once, by any thread; an answer that
 * nobody waits for any more is dropped.
 */
public interface Exchange {
    Encoding encoding();

    /** A header of the request, or null. On the event loop. */
    @Nullable
    String header(String name);

    /** Host and port under which the caller knows the server: header {@code Host} or {@code :authority}; or null. On the event loop. */
    @Nullable
    String authority();

    /** Whether the caller is gone or its deadline has passed. Any thread. */
    boolean isAbandoned();

    /** Asks to notice a caller that goes away from now on. Called before work leaves the event loop. */
    void watchCaller();

    /** Answers with an encoded message. */
    void succeed(byte[] message);

    /** Answers that the request is not one that could be worked on. */
    void refuse(ApiError error);

    /** Answers that the work failed. */
    void fail(ApiError error);
}
