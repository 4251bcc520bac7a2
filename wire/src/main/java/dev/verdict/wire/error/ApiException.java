package dev.verdict.wire.error;

import java.io.Serial;

/** Ends a call that cannot be answered. Carries no stack trace: it is the client's mistake, not ours. */
public final class ApiException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient ApiError error;

    public ApiException(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}
