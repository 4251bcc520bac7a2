package dev.verdict.server.http;

import dev.verdict.server.call.BearerCheck;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.ErrorDetail;

/** The header {@code WWW-Authenticate} of RFC 6750 section 3. */
final class Challenge {
    static final String HEADER = "WWW-Authenticate";

    private static final String REALM = "Bearer realm=\"verdict\"";

    private Challenge() {}

    /** The challenge that goes with {@code error}. A request that had no token is told of no error. */
    static String of(ApiError error) {
        boolean hadNoToken = error.details().stream()
                .anyMatch(detail -> detail instanceof ErrorDetail.ErrorInfo info
                        && info.reason().equals(BearerCheck.TOKEN_MISSING));
        return hadNoToken
                ? REALM
                : REALM + ", error=\"invalid_token\", error_description=\"" + quotable(error.message()) + "\"";
    }

    /** The characters that RFC 6750 allows in an error_description. */
    private static String quotable(String message) {
        StringBuilder text = new StringBuilder(message.length());
        for (int at = 0; at < message.length(); at++) {
            char c = message.charAt(at);
            boolean allowed = c >= ' ' && c <= '~' && c != '"' && c != '\\';
            text.append(allowed ? c : '\'');
        }
        return text.toString();
    }
}
