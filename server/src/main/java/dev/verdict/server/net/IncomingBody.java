package dev.verdict.server.net;

/** A request body that has not arrived in full. Used by one event loop. */
public interface IncomingBody {
    /** Ends the request because its body took too long. */
    void expire();
}
