package dev.verdict.server.http;

import dev.verdict.server.call.ApiMethod;
import dev.verdict.server.call.Encoding;
import dev.verdict.server.call.Exchange;
import dev.verdict.server.call.GrpcTimeout;
import dev.verdict.server.metrics.CallMetrics;
import dev.verdict.server.net.IncomingBody;
import dev.verdict.server.net.PeerConnection;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.HostAndPort;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A call of the API as JSON over HTTP. On the event loop of its connection, except where {@link Exchange} says otherwise. */
final class HttpExchange implements Exchange, IncomingBody {
    private static final byte[] NOTHING = {};
    private static final int OK = 200;
    private static final int REQUEST_TIMEOUT = 408;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HttpApi api;
    private final PeerConnection peer;
    private final ContextInternal context;
    private final long startedAt = System.nanoTime();
    private final Encoding encoding;
    private final ApiMethod method;
    private final CallMetrics metrics;
    private final boolean bearer;

    private byte[] body = NOTHING;
    private int bodyLength;
    private @Nullable Runnable bodyArrived;
    private boolean finished;
    private boolean hasDeadline;
    private long deadline;
    private long timer = -1;
    private volatile boolean gone;

    HttpExchange(HttpServerRequest request, HttpApi api, HttpApi.Endpoint endpoint, Encoding encoding) {
        this.request = request;
        this.api = api;
        this.encoding = encoding;
        method = endpoint.method();
        metrics = endpoint.metrics();
        bearer = endpoint.bearer();
        response = request.response();
        peer = PeerConnection.of(request);
        context = ContextInternal.current();
    }

    /** Reads the body, then lets the method answer. */
    void run() {
        peer.requestStarted();
        String timeout = request.getHeader("Grpc-Timeout");
        if (timeout != null) {
            try {
                deadline = startedAt + GrpcTimeout.nanos(timeout);
                hasDeadline = true;
            } catch (IllegalArgumentException e) {
                refuse(ApiError.invalidArgument("invalid grpc-timeout: " + timeout));
                UnreadBody.discard(request, api.maxBodyBytes());
                return;
            }
        }
        long announced = announcedLength();
        if (announced > api.maxBodyBytes()) {
            tooLarge(announced);
            return;
        }
        if (announced != 0) {
            bodyArrived = peer.expect(this);
        }
        if (request.getHeader("Expect") != null) {
            var unused = response.writeContinue();
        }
        request.exceptionHandler(failure -> gone());
        request.handler(this::data);
        request.endHandler(ignored -> bodyEnded());
    }

    private long announcedLength() {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return -1;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void data(Buffer data) {
        if (finished) {
            return;
        }
        int length = data.length();
        if (bodyLength + length > api.maxBodyBytes()) {
            tooLarge((long) bodyLength + length);
            return;
        }
        if (bodyLength == 0) {
            body = data.getBytes();
        } else {
            if (bodyLength + length > body.length) {
                body = Arrays.copyOf(body, Math.max(2 * body.length, bodyLength + length));
            }
            data.getBytes(0, length, body, bodyLength);
        }
        bodyLength += length;
    }

    private void bodyEnded() {
        arrived();
        if (finished) {
            return;
        }
        if (isPastDeadline()) {
            refuse(deadlineExceeded());
            return;
        }
        method.answer(bodyLength == body.length ? body : Arrays.copyOf(body, bodyLength), this);
    }

    private void arrived() {
        Runnable done = bodyArrived;
        if (done != null) {
            bodyArrived = null;
            done.run();
        }
    }

    private void tooLarge(long size) {
        refuse(ApiError.of(
                StatusCode.RESOURCE_EXHAUSTED,
                "grpc: received message larger than max (" + size + " vs. " + api.maxBodyBytes() + ")"));
        UnreadBody.discard(request, api.maxBodyBytes());
    }

    @Override
    public void expire() {
        if (!finished) {
            answer(
                    REQUEST_TIMEOUT,
                    api.encode(
                            ApiError.of(StatusCode.DEADLINE_EXCEEDED, "the request body took too long to arrive"),
                            encoding));
            UnreadBody.abort(request);
        }
    }

    private void gone() {
        gone = true;
        if (!finished) {
            end();
            metrics.ended(StatusCode.CANCELLED, System.nanoTime() - startedAt);
        }
    }

    @Override
    public Encoding encoding() {
        return encoding;
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public @Nullable String authority() {
        String host = request.getHeader(HttpHeaders.HOST);
        HostAndPort authority = host == null ? request.authority() : null;
        return authority == null ? host : authority.toString();
    }

    private boolean isPastDeadline() {
        return hasDeadline && System.nanoTime() - deadline > 0;
    }

    private static ApiError deadlineExceeded() {
        return ApiError.of(StatusCode.DEADLINE_EXCEEDED, "context deadline exceeded");
    }

    @Override
    public boolean isAbandoned() {
        return gone || isPastDeadline();
    }

    @Override
    public void watchCaller() {
        if (isOtherThread()) {
            context.runOnContext(ignored -> watchCaller());
            return;
        }
        if (finished) {
            return;
        }
        response.exceptionHandler(failure -> gone());
        response.closeHandler(ignored -> gone());
        if (hasDeadline && timer < 0) {
            long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
            timer = context.owner().setTimer(left, id -> refuse(deadlineExceeded()));
        }
    }

    private boolean isOtherThread() {
        return !context.inThread();
    }

    @Override
    public void succeed(byte[] message) {
        if (isOtherThread()) {
            context.runOnContext(ignored -> succeed(message));
            return;
        }
        if (!finished) {
            putGatewayHeaders();
            metrics.ended(StatusCode.OK, System.nanoTime() - startedAt);
            answer(OK, message);
        }
    }

    @Override
    public void refuse(ApiError error) {
        if (isOtherThread()) {
            context.runOnContext(ignored -> refuse(error));
            return;
        }
        if (!finished) {
            metrics.ended(error.status(), System.nanoTime() - startedAt);
            if (bearer && error.status() == StatusCode.UNAUTHENTICATED) {
                response.putHeader(Challenge.HEADER, Challenge.of(error));
            }
            answer(error.status().httpStatus(), api.encode(error, encoding));
        }
    }

    @Override
    public void fail(ApiError error) {
        if (isOtherThread()) {
            context.runOnContext(ignored -> fail(error));
            return;
        }
        if (!finished) {
            putGatewayHeaders();
            refuse(error);
        }
    }

    private void putGatewayHeaders() {
        response.putHeader(Headers.GATEWAY_VERSION, api.version());
        response.putHeader(Headers.GATEWAY_CONTENT_TYPE, Headers.APPLICATION_GRPC);
    }

    private void answer(int status, byte[] message) {
        end();
        if (!response.closed()) {
            response.setStatusCode(status);
            response.putHeader(Headers.CONTENT_TYPE, Headers.JSON);
            response.putHeader(Headers.DATE, api.date());
            var unused = response.end(BufferInternal.buffer(Unpooled.wrappedBuffer(message)));
        }
        api.metrics()
                .answered(request.method().name(), status, System.nanoTime() - startedAt, bodyLength, message.length);
    }

    private void end() {
        finished = true;
        arrived();
        if (timer >= 0) {
            context.owner().cancelTimer(timer);
        }
        peer.requestEnded();
    }
}
