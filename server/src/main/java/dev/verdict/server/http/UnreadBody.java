package dev.verdict.server.http;

import dev.verdict.server.net.IncomingBody;
import dev.verdict.server.net.PeerConnection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * The body of a request that was answered before all of it arrived. On HTTP/1 it is read and thrown away for a while, as a
 * connection closed with unread bytes can lose the answer; HTTP/2 simply ends the stream.
 */
final class UnreadBody implements IncomingBody {
    private static final int ALLOWANCE = 16;

    private final HttpServerRequest request;
    private long left;

    private UnreadBody(HttpServerRequest request, int maxBodyBytes) {
        this.request = request;
        left = (long) ALLOWANCE * maxBodyBytes;
    }

    /** Deals with what is still to come of {@code request}, whose answer has been written. */
    static void discard(HttpServerRequest request, int maxBodyBytes) {
        if (request.version() == HttpVersion.HTTP_2) {
            var unused = request.response().reset(0);
            return;
        }
        UnreadBody body = new UnreadBody(request, maxBodyBytes);
        Runnable done = PeerConnection.of(request).expect(body);
        request.handler(body::data);
        request.exceptionHandler(failure -> done.run());
        request.endHandler(ignored -> done.run());
    }

    /** Hangs up on a peer that is too slow; its request has been answered. */
    static void abort(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            var unused = request.response().reset(0);
        } else {
            var unused = request.connection().close();
        }
    }

    private void data(Buffer data) {
        left -= data.length();
        if (left < 0) {
            expire();
        }
    }

    @Override
    public void expire() {
        var unused = request.connection().close();
    }
}
