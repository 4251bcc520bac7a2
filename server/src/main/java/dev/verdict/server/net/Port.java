package dev.verdict.server.net;

import dev.verdict.server.config.ListenAddress;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An open port, served by all event loops. */
final class Port {
    private final ListenAddress address;
    private final HttpServerOptions options;
    private final Handler<HttpServerRequest> handler;

    /** One for each event loop; they share the socket. */
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

    private final @Nullable UnixSocketFile socketFile;

    Port(ListenAddress address, HttpServerOptions options, Handler<HttpServerRequest> handler) {
        this.address = address;
        this.options = options;
        this.handler = handler;
        socketFile = address instanceof ListenAddress.UnixSocket unix ? new UnixSocketFile(unix.path()) : null;
    }

    /**
     * Opens the port.
     *
     * @param key distinguishes the ports of a server that ask for any free port
     * @throws ServerStartException if it cannot be opened
     */
    void open(Vertx vertx, int eventLoops, int key, int unixSocketMode) {
        UnixSocketFile file = socketFile;
        if (file != null) {
            file.makeRoom();
        }
        SocketAddress socket = socketAddress(key);
        DeploymentOptions deployment = new DeploymentOptions().setInstances(eventLoops);
        try {
            vertx.deployVerticle(() -> new Acceptor(socket), deployment).await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw refused(e);
        }
        if (file != null) {
            file.setMode(unixSocketMode);
        }
    }

    private final class Acceptor extends VerticleBase {
        private final SocketAddress socket;

        Acceptor(SocketAddress socket) {
            this.socket = socket;
        }

        @Override
        public Future<?> start() {
            HttpServer server = vertx.createHttpServer(options)
                    .connectionHandler(PeerConnection::adopt)
                    .requestHandler(handler)
                    // What goes wrong on a connection before there is a request is the peer's business.
                    .exceptionHandler(failure -> {});
            return server.listen(socket).onSuccess(servers::add);
        }
    }

    private SocketAddress socketAddress(int key) {
        return switch (address) {
            case ListenAddress.UnixSocket unix ->
                SocketAddress.domainSocketAddress(unix.path().toAbsolutePath().toString());
            case ListenAddress.Tcp tcp -> {
                String host = tcp.host();
                int port = tcp.port();
                String name = host.isEmpty() ? anyHost() : host;
                yield port == 0
                        ? SocketAddress.sharedRandomPort(key, name)
                        : SocketAddress.inetSocketAddress(port, name);
            }
        };
    }

    /** All interfaces, of both IP versions where there are two. */
    private static String anyHost() {
        return new InetSocketAddress(0).getAddress().getHostAddress();
    }

    private ServerStartException refused(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof BindException || text.contains("Address already in use")) {
                return new ServerStartException(
                        "cannot listen on `" + address.text() + "`: the address is already in use", failure);
            }
        }
        return new ServerStartException(
                "cannot listen on `" + address.text() + "`: " + deepestMessage(failure), failure);
    }

    private static String deepestMessage(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    ListenAddress boundAddress() {
        return switch (address) {
            case ListenAddress.UnixSocket unix -> unix;
            case ListenAddress.Tcp tcp ->
                new ListenAddress.Tcp(tcp.host(), servers.get(0).actualPort());
        };
    }

    Future<Void> updateTls(TlsFiles files) {
        return servers.get(0).updateSSLOptions(files.options(), true).mapEmpty();
    }

    /** Accepts nothing more, lets running requests finish. */
    Future<Void> drain(Duration limit) {
        List<Future<Void>> closing = new ArrayList<>();
        for (HttpServer server : servers) {
            closing.add(server.shutdown(limit.toMillis(), TimeUnit.MILLISECONDS));
        }
        return Future.join(closing).mapEmpty();
    }

    void removeSocketFile() {
        UnixSocketFile file = socketFile;
        if (file != null) {
            file.remove();
        }
    }
}
