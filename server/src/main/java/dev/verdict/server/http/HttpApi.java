package dev.verdict.server.http;

import dev.verdict.server.call.ApiMethod;
import dev.verdict.server.call.Encoding;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.metrics.CallMetrics;
import dev.verdict.server.metrics.HttpMetrics;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import dev.verdict.wire.json.JsonEncoder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what answers an HTTP request. Immutable, used by all event loops. */
public final class HttpApi implements Handler<HttpServerRequest> {
    /** Where callers prove who they are with a bearer token. */
    public static final String BEARER_CHECK = "/verdict/check";

    private final Map<String, Endpoint> endpoints;
    private final OperatorPages pages;
    private final Cors cors;
    private final HttpMetrics metrics;
    private final CharSequence version;
    private final int maxBodyBytes;
    private final HttpDate date = new HttpDate(InstantSource.system());
    private final JsonEncoder encoder = new JsonEncoder();

    /**
     * A method of the API at its path.
     *
     * @param bearer whether its callers prove who they are with a bearer token
     */
    public record Endpoint(HttpMethod verb, ApiMethod method, CallMetrics metrics, boolean bearer) {}

    public HttpApi(
            Map<String, Endpoint> endpoints,
            OperatorPages pages,
            ServerSettings settings,
            HttpMetrics metrics,
            String version) {
        this.endpoints = Map.copyOf(endpoints);
        this.pages = pages;
        this.metrics = metrics;
        this.version = HttpHeaders.createOptimized(version);
        cors = new Cors(settings.cors());
        maxBodyBytes = settings.grpc().maxMessageBytes();
    }

    /** Starts what runs in the background. */
    public void start(Vertx vertx) {
        date.start(vertx);
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (cors.answers(request)) {
            return;
        }
        String path = request.path();
        @Nullable Endpoint endpoint = path == null ? null : endpoints.get(path);
        if (endpoint != null && allows(endpoint.verb(), request)) {
            new HttpExchange(request, this, endpoint, encoding(request)).run();
            return;
        }
        new PlainAnswer(request, this).run(answer -> {
            if (endpoint != null) {
                answer.error(ApiError.of(StatusCode.UNIMPLEMENTED, "Method Not Allowed"));
            } else if (path == null || !pages.answer(path, request, answer)) {
                notFound(path == null ? "" : path, answer);
            }
        });
    }

    private static boolean allows(HttpMethod verb, HttpServerRequest request) {
        HttpMethod method = request.method();
        // matches reference: a form sent to a path that is read with GET counts as that GET
        return method.equals(verb)
                || (verb.equals(HttpMethod.GET)
                        && method.equals(HttpMethod.POST)
                        && "application/x-www-form-urlencoded".equals(request.getHeader(HttpHeaders.CONTENT_TYPE)));
    }

    private static Encoding encoding(HttpServerRequest request) {
        String query = request.query();
        if (query == null || query.isEmpty()) {
            return Encoding.JSON;
        }
        return Queries.has(query, "pretty") ? Encoding.PRETTY_JSON : Encoding.JSON;
    }

    private static void notFound(String path, PlainAnswer answer) {
        if (path.startsWith("/admin")) {
            answer.error(404, ApiError.of(StatusCode.UNIMPLEMENTED, "Admin service is disabled by the configuration"));
        } else if (path.startsWith("/api/playground")) {
            answer.error(
                    404, ApiError.of(StatusCode.UNIMPLEMENTED, "Playground service is disabled by the configuration"));
        } else if (path.startsWith("/api") || path.startsWith("/access/v1")) {
            answer.error(ApiError.of(StatusCode.NOT_FOUND, "Not Found"));
        } else {
            answer.text(404, "404 page not found\n");
        }
    }

    int maxBodyBytes() {
        return maxBodyBytes;
    }

    CharSequence version() {
        return version;
    }

    CharSequence date() {
        return date.now();
    }

    HttpMetrics metrics() {
        return metrics;
    }

    byte[] encode(ApiError error, Encoding encoding) {
        return encoder.error(error, encoding == Encoding.PRETTY_JSON);
    }
}
