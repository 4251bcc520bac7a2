package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.wire.call.CheckCall;
import java.util.List;

/**
 * The messages of one API method. Safe for use by several threads.
 *
 * @param <C> a decoded call
 */
interface Codec<C> {
    /**
     * Reads a request.
     *
     * @throws dev.verdict.wire.error.ApiException if it is not a valid call
     */
    C decode(Encoding encoding, byte[] body);

    /** What the call asks. */
    List<CheckCall> questions(C call);

    /** A name for the call at hand, which its answer and the log tell; empty if its answer has no place for one. */
    String nextCallId();

    /** Writes the answer; {@code results} are in the order of the questions. */
    byte[] encode(Encoding encoding, C call, String callId, List<CheckResult> results);
}
