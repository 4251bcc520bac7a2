package dev.verdict.server.http;

import dev.verdict.server.health.Health;
import dev.verdict.server.health.Readiness;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages for those who run the decision point: probes and metrics. Immutable, used by all event loops. */
public final class OperatorPages {
    private static final byte[] SERVING = "{\"status\":\"SERVING\"}\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOT_SERVING = "{\"status\":\"NOT_SERVING\"}\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WELCOME = ("<!doctype html><html><head><meta charset=\"utf-8\"><title>Verdict</title>"
                    + "</head><body><h1>Verdict</h1><p>A policy decision point. Ask it with"
                    + " <code>POST /api/check/resources</code>.</p></body></html>\n")
            .getBytes(StandardCharsets.UTF_8);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Health health;
    private final Supplier<Readiness> readiness;
    private final @Nullable Supplier<String> metrics;
    private final boolean welcome;

    /**
     * The pages.
     *
     * @param metrics what to show at {@code /_cerbos/metrics}, null for nothing
     * @param welcome whether there is a page at {@code /}
     */
    public OperatorPages(
            Health health, Supplier<Readiness> readiness, @Nullable Supplier<String> metrics, boolean welcome) {
        this.health = health;
        this.readiness = readiness;
        this.metrics = metrics;
        this.welcome = welcome;
    }

    /** Answers a request for one of the pages; false if {@code path} is none of them. */
    boolean answer(String path, HttpServerRequest request, PlainAnswer answer) {
        switch (path) {
            case "/_cerbos/health" -> health(request, answer);
            case "/livez" -> answer.text(OK, "ok\n");
            case "/readyz" -> ready(request, answer);
            case "/_cerbos/metrics" -> {
                if (metrics == null) {
                    return false;
                }
                answer.send(OK, Headers.PROMETHEUS_TEXT, metrics.get().getBytes(StandardCharsets.UTF_8));
            }
            case "/" -> {
                if (!welcome) {
                    return false;
                }
                answer.send(OK, Headers.HTML, WELCOME);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void health(HttpServerRequest request, PlainAnswer answer) {
        if (!request.method().equals(HttpMethod.GET)) {
            answer.error(ApiError.of(StatusCode.UNIMPLEMENTED, "Method Not Allowed"));
            return;
        }
        String service = Queries.find(request.query(), "service");
        if (service != null && !health.knows(service)) {
            answer.error(ApiError.of(StatusCode.NOT_FOUND, "unknown service"));
        } else if (health.isServing()) {
            answer.json(OK, SERVING);
        } else {
            answer.json(UNAVAILABLE, NOT_SERVING);
        }
    }

    private void ready(HttpServerRequest request, PlainAnswer answer) {
        boolean ready = health.isServing();
        String query = request.query();
        StringBuilder text = new StringBuilder(ready ? "ok\n" : "not ready: shutting down\n");
        if (query != null && Queries.has(query, "verbose")) {
            Readiness detail = readiness.get();
            text.append("revision: ").append(detail.revision()).append('\n');
            text.append("policies: ").append(detail.policies()).append('\n');
            for (String line : detail.rejection()) {
                text.append("rejected: ").append(line).append('\n');
            }
            for (String line : detail.held()) {
                text.append("held: ").append(line).append('\n');
            }
            for (String line : detail.degraded()) {
                text.append("degraded: ").append(line).append('\n');
            }
        }
        answer.text(ready ? OK : UNAVAILABLE, text.toString());
    }
}
