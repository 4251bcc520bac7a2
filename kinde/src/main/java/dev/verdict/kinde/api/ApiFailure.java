package dev.verdict.kinde.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says that an API gave no usable answer. The message is fit for logs and for callers: it holds no secret and no body. */
public final class ApiFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    /** What may be concluded from a failure. */
    public enum Kind {
        /** Nothing about the question: slow, down, overloaded, unreachable. The same call may succeed later. */
        UNAVAILABLE,
        /** The credentials are not accepted. */
        UNAUTHORIZED,
        /** The credentials do not permit the call. */
        FORBIDDEN,
        /** What was asked for does not exist. */
        NOT_FOUND,
        /** The answer makes no sense; asking again will not help. */
        INVALID
    }

    ApiFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    /** A failure after which the server wants to be left alone for {@code retryAfter}. */
    ApiFailure(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static ApiFailure unavailable(String message) {
        return new ApiFailure(Kind.UNAVAILABLE, message);
    }

    static ApiFailure invalid(String message) {
        return new ApiFailure(Kind.INVALID, message);
    }

    public Kind kind() {
        return kind;
    }

    /** One sentence without a full stop. */
    public String reason() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
