package dev.verdict.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one accepted connection from its first byte: how long its peer takes for what, and that plain text does not reach
 * a TLS port. First handler of the pipeline, so it sees raw bytes. All state belongs to the connection's event loop.
 */
public final class PeerConnection extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<PeerConnection> KEY = AttributeKey.valueOf(PeerConnection.class, "connection");
    private static final byte TLS_HANDSHAKE = 0x16;
    private static final byte[] PLAIN_TEXT_REFUSED =
            "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n"
                    .getBytes(StandardCharsets.ISO_8859_1);

    private final ConnectionLimits limits;
    private final OpenConnections open;
    private final boolean tls;
    private final Channel channel;
    private final Set<Incoming> incoming = new LinkedHashSet<>();
    private final long acceptedAt;

    private @Nullable HttpConnection connection;
    private boolean http2;
    private boolean firstBytesSeen;
    private boolean draining;
    private int activeRequests;

    /** When the connection is closed unless something else happens first. */
    private long deadline;

    private long pendingBytes;
    private long pendingSince;

    private record Incoming(IncomingBody body, long since) {}

    PeerConnection(ConnectionLimits limits, OpenConnections open, boolean tls, Channel channel) {
        this.limits = limits;
        this.open = open;
        this.tls = tls;
        this.channel = channel;
        acceptedAt = System.nanoTime();
        deadline = acceptedAt + limits.header().toNanos();
        channel.attr(KEY).set(this);
    }

    /** The connection that {@code request} came in by. */
    public static PeerConnection of(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel().attr(KEY).get();
    }

    /** Learns the HTTP connection on top, as soon as its first bytes tell the version of HTTP. */
    static void adopt(HttpConnection connection) {
        PeerConnection peer = ((ConnectionBase) connection).channel().attr(KEY).get();
        peer.connection = connection;
        if (!(connection instanceof Http1xServerConnection)) {
            peer.http2 = true;
            peer.deadline = System.nanoTime() + peer.limits.idle().toNanos();
        }
    }

    /** Marks the start of a request. Each call needs one of {@link #requestEnded}. */
    public void requestStarted() {
        activeRequests++;
    }

    /** Marks the end of the answer to a request. */
    public void requestEnded() {
        activeRequests--;
        deadline = System.nanoTime() + limits.idle().toNanos();
    }

    /** Limits the time that the rest of a body may take; the result ends the watch. */
    public Runnable expect(IncomingBody body) {
        Incoming entry = new Incoming(body, System.nanoTime());
        incoming.add(entry);
        return () -> incoming.remove(entry);
    }

    public Channel channel() {
        return channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!firstBytesSeen && message instanceof ByteBuf bytes && bytes.isReadable()) {
            firstBytesSeen = true;
            if (tls && bytes.getByte(bytes.readerIndex()) != TLS_HANDSHAKE) {
                ReferenceCountUtil.release(message);
                context.writeAndFlush(Unpooled.wrappedBuffer(PLAIN_TEXT_REFUSED))
                        .addListener(ChannelFutureListener.CLOSE);
                return;
            }
        } else if (!http2 && activeRequests == 0) {
            // INVARIANT: more bytes of the same head do not move the deadline, or a slow peer could go on for ever.
            deadline = Math.min(deadline, System.nanoTime() + limits.header().toNanos());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        open.remove(this);
        context.fireChannelInactive();
    }

    /** Closes what took too long. Called about once a second. */
    void check(long now) {
        if (activeRequests == 0 && now - deadline > 0) {
            if (draining) {
                close();
            } else {
                drain();
            }
            return;
        }
        if (!incoming.isEmpty()) {
            long oldest = now - limits.body().toNanos();
            for (Incoming entry : new ArrayList<>(incoming)) {
                if (entry.since() - oldest < 0) {
                    entry.body().expire();
                }
            }
        }
        if (http2 && !draining && now - acceptedAt > limits.age().toNanos()) {
            drain();
        }
        checkWrites(now);
    }

    private void checkWrites(long now) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        if (pending == 0 || pending != pendingBytes) {
            pendingBytes = pending;
            pendingSince = now;
        } else if (now - pendingSince > limits.write().toNanos()) {
            close();
        }
    }

    private void close() {
        var unused = channel.close();
    }

    private void drain() {
        draining = true;
        HttpConnection http = connection;
        if (http == null) {
            close();
        } else {
            http.shutdown(limits.drain().toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
