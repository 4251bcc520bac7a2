package dev.verdict.server.grpc;

/** A method that gRPC clients can call. Used by all event loops. */
interface GrpcMethod {
    /** Takes a new call. */
    Calls start(GrpcStream stream);

    /** What happens to one call, in order, on its event loop. */
    interface Calls {
        void message(byte[] message);

        /** The client sends no more messages. */
        void halfClosed();

        /** The client is gone, or its deadline has passed. */
        void cancelled();
    }
}
