package dev.verdict.conformance.pdp;

import java.net.URI;

/** What became of starting a decision point on a policy store. */
public sealed interface Launch {
    /**
     * It serves.
     *
     * @param grpc address of the gRPC listener, as {@code host:port}
     */
    record Running(Pdp pdp, URI http, String grpc) implements Launch {}

    /** It refused the store or the settings; {@code log} says why. */
    record Refused(String log) implements Launch {}
}
