package dev.verdict.wire.error;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Why a call failed, as the client is told.
 *
 * @param message for people; equal to the reference's text where a client could depend on it
 * @param details for programs, may be empty
 */
public record ApiError(StatusCode status, String message, List<ErrorDetail> details) {
    /** The domain of our own error details. */
    public static final String DOMAIN = "verdict";

    public ApiError {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(message, "message");
        details = List.copyOf(details);
    }

    public static ApiError of(StatusCode status, String message) {
        return new ApiError(status, message, List.of());
    }

    public static ApiError invalidArgument(String message) {
        return of(StatusCode.INVALID_ARGUMENT, message);
    }

    /** The error of a request that breaks the rules of its message. */
    public static ApiError invalid(List<Violation> violations) {
        StringBuilder message = new StringBuilder();
        if (violations.size() == 1) {
            message.append("validation error: ");
            violations.get(0).describe(message);
        } else {
            message.append("validation errors:");
            for (Violation violation : violations) {
                violation.describe(message.append("\n - "));
            }
        }
        return new ApiError(
                StatusCode.INVALID_ARGUMENT, message.toString(), List.of(new ErrorDetail.Violations(violations)));
    }

    /**
     * The error of a request whose token was refused. The message does not tell why; the detail has the stable code.
     *
     * @param reason such as {@code TOKEN_EXPIRED}
     */
    public static ApiError invalidAuxData(String reason) {
        return of(StatusCode.INVALID_ARGUMENT, "invalid auxData", reason);
    }

    /** The error of a request whose token cannot be verified now, such as {@code KEYS_UNAVAILABLE}. */
    public static ApiError unverifiable(String message, String reason) {
        return of(StatusCode.UNAVAILABLE, message, reason);
    }

    /** An error with a stable code in its details. */
    public static ApiError of(StatusCode status, String message, String reason) {
        return new ApiError(status, message, List.of(new ErrorDetail.ErrorInfo(reason, DOMAIN, Map.of())));
    }

    /**
     * The error of a request whose bearer token is missing or refused.
     *
     * @param reason such as {@code TOKEN_EXPIRED}
     */
    public static ApiError unauthenticated(String message, String reason) {
        return of(StatusCode.UNAUTHENTICATED, message, reason);
    }

    public ApiException asException() {
        return new ApiException(this);
    }
}
