package dev.verdict.server.net;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All accepted connections of a server. Safe for use by several threads. */
final class OpenConnections {
    private static final long CHECK_INTERVAL_MS = 1_000;

    private final ConnectionLimits limits;
    private final Set<PeerConnection> connections = ConcurrentHashMap.newKeySet();

    OpenConnections(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** Watches an accepted channel, or closes it when there are too many. */
    void accept(Channel channel, boolean tls) {
        if (connections.size() >= limits.maxConnections()) {
            channel.unsafe().closeForcibly();
            return;
        }
        PeerConnection connection = new PeerConnection(limits, this, tls, channel);
        connections.add(connection);
        channel.pipeline().addFirst("peer", connection);
    }

    void remove(PeerConnection connection) {
        connections.remove(connection);
    }

    int count() {
        return connections.size();
    }

    void watch(Vertx vertx) {
        vertx.setPeriodic(CHECK_INTERVAL_MS, id -> {
            connections.removeIf(connection -> !connection.channel().isRegistered());
            for (PeerConnection connection : connections) {
                connection.channel().eventLoop().execute(() -> connection.check(System.nanoTime()));
            }
        });
    }
}
