package dev.verdict.server.http;

import dev.verdict.server.config.ServerSettings;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells browsers which pages may call. Immutable. */
final class Cors {
    private static final Set<String> METHODS = Set.of("HEAD", "GET", "POST", "PUT", "PATCH", "DELETE");
    private static final int NO_CONTENT = 204;
    private static final String ANY = "*";

    private final boolean enabled;
    private final boolean anyOrigin;
    private final List<String> origins;
    private final boolean anyHeader;
    private final Set<String> headers;

    Cors(ServerSettings.Cors settings) {
        enabled = settings.enabled();
        origins = settings.allowedOrigins().stream()
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .toList();
        anyOrigin = origins.isEmpty() || origins.contains(ANY);
        anyHeader = settings.allowedHeaders().contains(ANY);
        headers = Set.copyOf(settings.allowedHeaders().stream()
                .map(header -> header.toLowerCase(Locale.ROOT))
                .toList());
    }

    /** Adds what every answer says, and answers the request itself if it only asks for permission. */
    boolean answers(HttpServerRequest request) {
        if (!enabled) {
            return false;
        }
        HttpServerResponse response = request.response();
        String origin = request.getHeader(Headers.ORIGIN);
        if (request.method().equals(HttpMethod.OPTIONS)) {
            String method = request.getHeader("Access-Control-Request-Method");
            if (method != null) {
                preflight(request, response, origin, method);
                return true;
            }
        }
        response.putHeader(Headers.VARY, Headers.ORIGIN);
        if (origin != null && isAllowed(origin)) {
            response.putHeader(Headers.ALLOW_ORIGIN, anyOrigin ? Headers.ANY : origin);
            if (HttpApi.BEARER_CHECK.equals(request.path())) {
                response.putHeader("Access-Control-Expose-Headers", Challenge.HEADER);
            }
        }
        return false;
    }

    private void preflight(
            HttpServerRequest request, HttpServerResponse response, @Nullable String origin, String method) {
        response.putHeader(Headers.VARY, Headers.VARY_PREFLIGHT);
        String wanted = request.getHeader("Access-Control-Request-Headers");
        boolean bearer = HttpApi.BEARER_CHECK.equals(request.path());
        if (origin != null && isAllowed(origin) && METHODS.contains(method) && areAllowed(wanted, bearer)) {
            response.putHeader(Headers.ALLOW_ORIGIN, anyOrigin ? Headers.ANY : origin);
            response.putHeader(Headers.ALLOW_METHODS, method);
            if (wanted != null && !wanted.isEmpty()) {
                response.putHeader(Headers.ALLOW_HEADERS, wanted);
            }
        }
        var unused = response.setStatusCode(NO_CONTENT).end();
    }

    private boolean isAllowed(String origin) {
        if (anyOrigin) {
            return true;
        }
        String lower = origin.toLowerCase(Locale.ROOT);
        for (String allowed : origins) {
            int star = allowed.indexOf(ANY);
            boolean matches = star < 0
                    ? allowed.equals(lower)
                    : lower.length() >= allowed.length() - 1
                            && lower.startsWith(allowed.substring(0, star))
                            && lower.endsWith(allowed.substring(star + 1));
            if (matches) {
                return true;
            }
        }
        return false;
    }

    /** Pages call with a token where one is asked for, whatever other headers the configuration lists. */
    private boolean areAllowed(@Nullable String wanted, boolean bearer) {
        if (wanted == null || anyHeader) {
            return true;
        }
        int start = 0;
        while (start <= wanted.length()) {
            int comma = wanted.indexOf(',', start);
            int end = comma < 0 ? wanted.length() : comma;
            String name = wanted.substring(start, end).strip().toLowerCase(Locale.ROOT);
            boolean allowed = headers.contains(name) || (bearer && name.equals("authorization"));
            if (!name.isEmpty() && !allowed) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }
}
