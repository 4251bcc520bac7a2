package dev.verdict.server.net;

import dev.verdict.server.config.ServerSettings;
import java.time.Duration;

/**
 * What one peer may take.
 *
 * @param header from the first byte of a request, or the accepted connection, to the end of its head
 * @param body from the head of a request to the end of its body
 * @param write that no byte of a response could be sent
 * @param idle without a request
 * @param age of an HTTP/2 connection, after which it is closed gracefully
 * @param drain that running requests get when their connection is closed gracefully
 * @param maxConnections of all ports together
 */
record ConnectionLimits(
        Duration header,
        Duration body,
        Duration write,
        Duration idle,
        Duration age,
        Duration drain,
        int maxConnections) {
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final int MAX_CONNECTIONS = 20_000;

    static ConnectionLimits of(ServerSettings settings) {
        return new ConnectionLimits(
                settings.http().readHeaderTimeout(),
                settings.http().readTimeout(),
                settings.http().writeTimeout(),
                settings.http().idleTimeout(),
                settings.grpc().maxConnectionAge(),
                DRAIN,
                MAX_CONNECTIONS);
    }
}
