package dev.verdict.server.http;

import dev.verdict.server.call.Encoding;
import dev.verdict.server.net.PeerConnection;
import dev.verdict.wire.error.ApiError;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The answer to a request that is not a call of the API: its body does not matter, the answer is ready at once. */
final class PlainAnswer {
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HttpApi api;
    private final long startedAt = System.nanoTime();

    PlainAnswer(HttpServerRequest request, HttpApi api) {
        this.request = request;
        this.api = api;
        response = request.response();
    }

    void run(Consumer<PlainAnswer> work) {
        PeerConnection peer = PeerConnection.of(request);
        peer.requestStarted();
        try {
            work.accept(this);
        } finally {
            peer.requestEnded();
        }
        if (!request.isEnded()) {
            UnreadBody.discard(request, api.maxBodyBytes());
        }
    }

    void error(ApiError error) {
        error(error.status().httpStatus(), error);
    }

    void error(int status, ApiError error) {
        send(status, Headers.JSON, api.encode(error, Encoding.JSON));
    }

    void json(int status, byte[] body) {
        send(status, Headers.JSON, body);
    }

    void text(int status, String body) {
        response.putHeader(Headers.NO_SNIFF_NAME, Headers.NO_SNIFF);
        send(status, Headers.TEXT, body.getBytes(StandardCharsets.UTF_8));
    }

    void send(int status, CharSequence contentType, byte[] body) {
        response.setStatusCode(status);
        response.putHeader(Headers.CONTENT_TYPE, contentType);
        response.putHeader(Headers.DATE, api.date());
        var unused = response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(body)));
        api.metrics().answered(request.method().name(), status, System.nanoTime() - startedAt, 0, body.length);
    }
}
