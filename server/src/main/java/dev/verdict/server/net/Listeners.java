package dev.verdict.server.net;

import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.ServerSettings;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.transports.TransportInternal;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loops and the ports that they serve. */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.net");

    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int MAX_REQUEST_LINE_BYTES = 16 * 1024;
    private static final int BACKLOG = 1024;
    private static final int STREAM_WINDOW_BYTES = 256 * 1024;
    private static final int CONNECTION_WINDOW_BYTES = 4 * 1024 * 1024;
    private static final int MAX_RESETS = 500;
    private static final int RESET_WINDOW_SECONDS = 10;
    private static final long TLS_CHECK_INTERVAL_MS = 1_000;

    private final ServerSettings settings;
    private final int eventLoops;
    private final Vertx vertx;
    private final OpenConnections connections;
    private final List<Port> ports = new ArrayList<>();
    private @Nullable TlsFiles tlsFiles;

    /**
     * Starts the event loops.
     *
     * @throws ServerStartException if the TLS files cannot be read
     */
    public Listeners(ServerSettings settings) {
        this.settings = settings;
        eventLoops = Math.max(1, Runtime.getRuntime().availableProcessors());
        connections = new OpenConnections(ConnectionLimits.of(settings));
        ServerSettings.Tls tls = settings.tls();
        if (tls != null) {
            try {
                tlsFiles = TlsFiles.read(tls);
            } catch (IOException e) {
                throw new ServerStartException(String.valueOf(e.getMessage()), e);
            }
        }
        vertx = startVertx();
        TlsFiles files = tlsFiles;
        if (files != null) {
            checkOrClose(files);
        }
        connections.watch(vertx);
    }

    private void checkOrClose(TlsFiles files) {
        try {
            files.check(vertx);
        } catch (ServerStartException e) {
            close();
            throw e;
        }
    }

    private Vertx startVertx() {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(eventLoops)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        Transport transport = Transport.nativeTransport();
        if (transport == null || !transport.available()) {
            transport = Transport.NIO;
        }
        WatchedTransport watched = new WatchedTransport(transport.implementation(), connections);
        return Vertx.builder()
                .with(options)
                .withTransport(new TransportInternal(transport.name(), true, null, watched))
                .build();
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Connections that are open now. */
    public int openConnections() {
        return connections.count();
    }

    /**
     * Opens a port and returns the address that it got.
     *
     * @throws ServerStartException if it cannot be opened
     */
    public ListenAddress open(ListenAddress address, Handler<HttpServerRequest> handler) {
        HttpServerOptions options = httpOptions();
        TlsFiles files = tlsFiles;
        if (files != null) {
            files.applyTo(options);
        }
        Port port = new Port(address, options, handler);
        port.open(vertx, eventLoops, ports.size() + 1, settings.unixSocketMode());
        ports.add(port);
        return port.boundAddress();
    }

    private HttpServerOptions httpOptions() {
        long streams = settings.grpc().maxConcurrentStreams();
        Http2Settings http2 = new Http2Settings()
                .setMaxConcurrentStreams(streams == 0 ? Integer.MAX_VALUE : streams)
                .setInitialWindowSize(STREAM_WINDOW_BYTES)
                .setMaxHeaderListSize(MAX_HEADER_BYTES);
        return new HttpServerOptions()
                .setInitialSettings(http2)
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW_BYTES)
                .setHttp2RstFloodMaxRstFramePerWindow(MAX_RESETS)
                .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
                .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setHandle100ContinueAutomatically(false)
                .setAcceptBacklog(BACKLOG)
                .setSslHandshakeTimeout(settings.http().readHeaderTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                // No SO_REUSEPORT: a second process on the same port must fail, not take half of the traffic.
                .setReusePort(false)
                .setIdleTimeout(0);
    }

    /** Serves new connections with the new certificate soon after its files change. Call when the ports are open. */
    public void watchTlsFiles() {
        ServerSettings.Tls tls = settings.tls();
        if (tls != null) {
            vertx.setPeriodic(TLS_CHECK_INTERVAL_MS, id -> vertx.executeBlocking(() -> reload(tls), true));
        }
    }

    private boolean reload(ServerSettings.Tls tls) {
        TlsFiles current = tlsFiles;
        TlsFiles found;
        try {
            found = TlsFiles.read(tls);
        } catch (IOException e) {
            // Between the removal of a file and its replacement; the next look will tell.
            return false;
        }
        if (current != null && current.hasSameContents(found)) {
            return false;
        }
        tlsFiles = found;
        try {
            found.check(vertx);
        } catch (ServerStartException e) {
            LOG.error("The old certificate stays: {}", e.getMessage());
            return false;
        }
        for (Port port : ports) {
            port.updateTls(found)
                    .onSuccess(done -> LOG.info("Loaded the changed TLS files"))
                    .onFailure(failure -> LOG.error(
                            "The changed TLS files cannot be used, the old certificate stays: {}",
                            failure.getMessage()));
        }
        return true;
    }

    /** Closes the ports; running requests may finish within {@code limit}. */
    public void drain(Duration limit) {
        List<Future<Void>> closing = new ArrayList<>();
        for (Port port : ports) {
            closing.add(port.drain(limit));
        }
        await(Future.join(closing), limit.plusSeconds(1));
        ports.forEach(Port::removeSocketFile);
    }

    /** Stops the event loops. */
    public void close() {
        await(vertx.close(), Duration.ofSeconds(5));
    }

    private static void await(Future<?> future, Duration limit) {
        try {
            future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (Exception e) {
            LOG.warn("Closing took too long or failed: {}", String.valueOf(e.getMessage()));
        }
    }
}
