package dev.verdict.server.grpc;

import dev.verdict.server.net.IncomingBody;
import dev.verdict.server.net.PeerConnection;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.HostAndPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One gRPC call on its HTTP/2 stream: messages in, messages and a status out. Everything happens on the event loop of the
 * connection, except {@link #isAbandoned}.
 */
final class GrpcStream implements IncomingBody {
    private static final CharSequence GRPC_STATUS = HttpHeaders.createOptimized("grpc-status");
    private static final CharSequence GRPC_MESSAGE = HttpHeaders.createOptimized("grpc-message");
    private static final CharSequence GRPC_DETAILS = HttpHeaders.createOptimized("grpc-status-details-bin");
    private static final CharSequence GRPC_ENCODING = HttpHeaders.createOptimized("grpc-encoding");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
    private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("content-type");
    private static final CharSequence APPLICATION_GRPC = HttpHeaders.createOptimized("application/grpc");
    private static final CharSequence CERBOS_VERSION = HttpHeaders.createOptimized("cerbos-version");
    private static final CharSequence STATUS_OK = HttpHeaders.createOptimized("0");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final PeerConnection peer;
    private final ContextInternal context;
    private final GrpcServer server;
    private final MessageReader reader;
    private final boolean gzipAnswers;
    private final long startedAt = System.nanoTime();

    /** {@link System#nanoTime} after which the answer is of no use; meaningless without {@link #hasDeadline}. */
    private final long deadline;

    private final boolean hasDeadline;
    private GrpcMethod.@Nullable Calls calls;
    private @Nullable Runnable bodyArrived;
    private long timer = -1;
    private boolean finished;
    private volatile boolean gone;

    GrpcStream(HttpServerRequest request, GrpcServer server, boolean gzip, long timeoutNanos) {
        this.request = request;
        this.server = server;
        response = request.response();
        peer = PeerConnection.of(request);
        context = ContextInternal.current();
        reader = new MessageReader(server.maxMessageBytes(), gzip);
        gzipAnswers = gzip;
        hasDeadline = timeoutNanos != Long.MAX_VALUE;
        deadline = startedAt + (hasDeadline ? timeoutNanos : 0);
    }

    /** Lets {@code method} answer. */
    void run(GrpcMethod method) {
        peer.requestStarted();
        response.putHeader(CONTENT_TYPE, APPLICATION_GRPC);
        calls = method.start(this);
        request.exceptionHandler(failure -> abandon());
        request.handler(this::data);
        request.endHandler(ignored -> halfClosed());
    }

    private void data(Buffer data) {
        GrpcMethod.Calls target = calls;
        if (finished || target == null) {
            return;
        }
        try {
            reader.read(data, target);
        } catch (GrpcStatusException e) {
            fail(e.error());
            return;
        }
        if (bodyArrived == null && reader.isInsideMessage()) {
            bodyArrived = peer.expect(this);
        } else if (bodyArrived != null && !reader.isInsideMessage()) {
            arrived();
        }
    }

    private void halfClosed() {
        arrived();
        GrpcMethod.Calls target = calls;
        if (finished || target == null) {
            return;
        }
        if (reader.isInsideMessage()) {
            fail(ApiError.of(StatusCode.INTERNAL, "unexpected EOF"));
            return;
        }
        target.halfClosed();
    }

    private void arrived() {
        Runnable done = bodyArrived;
        if (done != null) {
            bodyArrived = null;
            done.run();
        }
    }

    @Override
    public void expire() {
        fail(ApiError.of(StatusCode.CANCELLED, "the request message took too long to arrive"));
    }

    private void abandon() {
        gone = true;
        if (!finished) {
            end();
            GrpcMethod.Calls target = calls;
            if (target != null) {
                target.cancelled();
            }
        }
    }

    /** Sees to it that the call ends when its client is gone or its deadline passes, though nothing else happens. */
    void watchClient() {
        if (isOtherThread()) {
            onEventLoop(this::watchClient);
            return;
        }
        if (finished || response.closed()) {
            abandon();
            return;
        }
        response.exceptionHandler(failure -> abandon());
        response.closeHandler(ignored -> abandon());
        if (hasDeadline && timer < 0 && !finished) {
            long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
            timer = context.owner().setTimer(left, id -> {
                if (!finished) {
                    fail(deadlineExceeded());
                    gone = true;
                    GrpcMethod.Calls target = calls;
                    if (target != null) {
                        target.cancelled();
                    }
                }
            });
        }
    }

    static ApiError deadlineExceeded() {
        return ApiError.of(StatusCode.DEADLINE_EXCEEDED, "context deadline exceeded");
    }

    boolean isPastDeadline() {
        return hasDeadline && System.nanoTime() - deadline > 0;
    }

    /** Whether nobody waits for the answer. Any thread. */
    boolean isAbandoned() {
        return gone || isPastDeadline();
    }

    @Nullable
    String header(String name) {
        return request.getHeader(name);
    }

    @Nullable
    String authority() {
        HostAndPort authority = request.authority();
        return authority == null ? null : authority.toString();
    }

    boolean isOtherThread() {
        return !context.inThread();
    }

    void onEventLoop(Runnable action) {
        context.runOnContext(ignored -> action.run());
    }

    long startedAt() {
        return startedAt;
    }

    /** Adds the header that marks answers of a method's own. Before the first message. */
    void putVersion() {
        if (!response.headWritten()) {
            response.putHeader(CERBOS_VERSION, server.version());
        }
    }

    /** Sends one message of several. */
    void send(byte[] message) {
        if (!finished && !response.closed()) {
            var unused = response.write(frame(message));
        }
    }

    /** Sends the only message and the status {@code OK}. */
    void answer(byte[] message) {
        if (finished) {
            return;
        }
        end();
        if (!response.closed()) {
            Buffer frame = frame(message);
            response.putTrailer(GRPC_STATUS, STATUS_OK);
            var unused = response.end(frame);
        }
    }

    /** Ends a stream of messages with the status {@code OK}. */
    void complete() {
        if (finished) {
            return;
        }
        end();
        if (!response.closed()) {
            if (response.headWritten()) {
                response.putTrailer(GRPC_STATUS, STATUS_OK);
            } else {
                response.putHeader(GRPC_STATUS, STATUS_OK);
            }
            var unused = response.end();
        }
    }

    void fail(ApiError error) {
        if (finished) {
            return;
        }
        end();
        if (response.closed()) {
            return;
        }
        String number = Integer.toString(error.status().number());
        String message = GrpcMessageText.encode(error.message());
        String details = error.details().isEmpty()
                ? null
                : Base64.getEncoder().withoutPadding().encodeToString(server.encodeStatus(error));
        if (response.headWritten()) {
            response.putTrailer(GRPC_STATUS, number).putTrailer(GRPC_MESSAGE, message);
            if (details != null) {
                response.putTrailer(GRPC_DETAILS, details);
            }
        } else {
            response.putHeader(GRPC_STATUS, number).putHeader(GRPC_MESSAGE, message);
            if (details != null) {
                response.putHeader(GRPC_DETAILS, details);
            }
        }
        var ended = response.end();
        if (!request.isEnded()) {
            // What the client still sends must not be paid for.
            ended.onComplete(done -> response.reset(0));
        }
    }

    private void end() {
        finished = true;
        arrived();
        if (timer >= 0) {
            context.owner().cancelTimer(timer);
        }
        peer.requestEnded();
    }

    private Buffer frame(byte[] message) {
        if (gzipAnswers) {
            if (!response.headWritten()) {
                response.putHeader(GRPC_ENCODING, GZIP);
            }
            return prefixed((byte) 1, deflate(message));
        }
        return prefixed((byte) 0, message);
    }

    private static Buffer prefixed(byte flag, byte[] message) {
        ByteBuf frame = Unpooled.buffer(MessageReader.PREFIX + message.length);
        frame.writeByte(flag);
        frame.writeInt(message.length);
        frame.writeBytes(message);
        return BufferInternal.buffer(frame);
    }

    private static byte[] deflate(byte[] message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(64, message.length / 2));
        try (GZIPOutputStream output = new GZIPOutputStream(bytes)) {
            output.write(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
