package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckRequest;

/** What a verified token says of the caller of a request, besides its claims. Safe for use by several threads. */
@FunctionalInterface
public interface Identification {
    /** The token says nothing of the caller: the request stands as it came. */
    Identification NONE = Identified.As::new;

    /** The request as it is to be decided; it has its auxiliary data already. */
    Identified identify(CheckRequest request);

    /** What came of it. */
    sealed interface Identified {
        /** The request to decide. */
        record As(CheckRequest request) implements Identified {}

        /**
         * The request does not go with the token.
         *
         * @param code for the client, such as {@code PRINCIPAL_MISMATCH}
         * @param reason for the log
         */
        record Refused(String code, String reason) implements Identified {}
    }
}
