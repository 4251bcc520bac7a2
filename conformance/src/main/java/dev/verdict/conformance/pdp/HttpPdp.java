package dev.verdict.conformance.pdp;

import dev.verdict.conformance.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any server of the wire API, asked over HTTP. Not for use by several threads. */
public final class HttpPdp implements Pdp {
    private final HttpClient client;
    private final URI base;
    private final Runnable stop;

    /** Asks the server at {@code base}; {@code stop} ends it. */
    public HttpPdp(HttpClient client, URI base, Runnable stop) {
        this.client = client;
        this.base = base;
        this.stop = stop;
    }

    /** The address of the server. */
    public URI base() {
        return base;
    }

    @Override
    public Answer check(Map<String, @Nullable Object> request) {
        HttpRequest post = HttpRequest.newBuilder(base.resolve("/api/check/resources"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(request)))
                .build();
        try {
            HttpResponse<String> response = client.send(post, BodyHandlers.ofString());
            return new Answer(response.statusCode(), Json.parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}
