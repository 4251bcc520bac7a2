package dev.verdict.server.grpc;

import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;

/** Ends a call that breaks the rules of gRPC. */
final class GrpcStatusException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    GrpcStatusException(StatusCode status, String message) {
        super(message, null, false, false);
        error = ApiError.of(status, message);
    }

    ApiError error() {
        return error;
    }
}
