package dev.verdict.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.net.ServerStartException;
import io.grpc.ConnectivityState;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);

    private static ServerSettings with(ServerSettings settings, ServerSettings.Http http, ServerSettings.Grpc grpc) {
        return new ServerSettings(
                settings.httpAddress(),
                settings.grpcAddress(),
                settings.unixSocketMode(),
                settings.tls(),
                settings.cors(),
                settings.metricsEnabled(),
                settings.apiExplorerEnabled(),
                settings.logRequestPayloads(),
                settings.requestLimits(),
                http,
                grpc);
    }

    private static ServerSettings.Http timeouts(Duration body, Duration header, Duration idle) {
        return new ServerSettings.Http(body, header, LONG, idle);
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** All that the server sends until it closes the connection. */
    private static String readToEnd(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return "reset";
        }
    }

    @Test
    void hangsUpOnPeersThatAreSlowWithTheHead() throws Exception {
        try (TestServer server = TestServer.start(s -> with(s, timeouts(LONG, SHORT, LONG), s.grpc()));
                Socket socket = connect(server.httpPort())) {
            write(socket, "POST /api/check/resources HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            assertThat(readToEnd(socket)).isEmpty();
            assertThat(server.get("/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void hangsUpOnPeersThatNeverSaidAnything() throws Exception {
        try (TestServer server = TestServer.start(s -> with(s, timeouts(LONG, SHORT, LONG), s.grpc()));
                Socket socket = connect(server.httpPort())) {
            assertThat(readToEnd(socket)).isEmpty();
        }
    }

    @Test
    void hangsUpOnPeersThatAreSlowWithTheBody() throws Exception {
        try (TestServer server = TestServer.start(s -> with(s, timeouts(SHORT, LONG, LONG), s.grpc()));
                Socket socket = connect(server.httpPort())) {
            write(socket, "POST /api/check/resources HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"a");
            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 408 ").contains("took too long");
        }
    }

    @Test
    void closesIdleConnections() throws Exception {
        try (TestServer server = TestServer.start(s -> with(s, timeouts(LONG, LONG, SHORT), s.grpc()));
                Socket socket = connect(server.httpPort())) {
            write(socket, "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(readToEnd(socket)).startsWith("HTTP/1.1 200 ").endsWith("ok\n");
        }
    }

    @Test
    void sendsOldHttp2ConnectionsAwayWithoutLosingCalls() throws Exception {
        ServerSettings.Grpc grpc = new ServerSettings.Grpc(4 << 20, SHORT, LONG, 1024);
        try (TestServer server = TestServer.start(s -> with(s, s.http(), grpc));
                GrpcClient client = new GrpcClient(server.grpcPort())) {
            client.check(GrpcTest.request("album", "view"));
            // The next call connects again at once, so that polling for the idle state could miss it.
            var sentAway = new AtomicBoolean();
            client.channel.notifyWhenStateChanged(ConnectivityState.READY, () -> sentAway.set(true));
            Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
                client.check(GrpcTest.request("album", "view"));
                return sentAway.get();
            });
            client.check(GrpcTest.request("album", "view"));
        }
    }

    @Test
    void hangsUpOnFloodsOfResets() throws Exception {
        try (TestServer server = TestServer.start();
                Socket socket = connect(server.grpcPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(Http2Frames.PREFACE);
            out.write(Http2Frames.settings());
            String answer = null;
            try {
                for (int stream = 1; stream < 20_000; stream += 2) {
                    out.write(Http2Frames.headers(stream));
                    out.write(Http2Frames.reset(stream));
                }
                out.flush();
            } catch (SocketException e) {
                answer = "closed while writing";
            }
            assertThat(answer != null ? answer : readToEnd(socket)).isNotEmpty();
            assertThat(server.get("/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void finishesRunningCallsBeforeItEnds() throws Exception {
        TestServer server = TestServer.start();
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return server.post("/api/check/resources", TestServer.REQUEST.replace("album", "slow"))
                        .statusCode();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await().until(() -> server.engine.running.get() > 0);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThatThrownBy(() -> connect(server.httpPort())).isInstanceOf(IOException.class));
        server.engine.release.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        closing.get(10, TimeUnit.SECONDS);
    }

    @Test
    void saysWhichPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ListenAddress address = new ListenAddress.Tcp("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> TestServer.start(s -> s.withAddresses(address, TestServer.ANY_PORT)))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage(
                            "cannot listen on `127.0.0.1:" + taken.getLocalPort() + "`: the address is already in use");
        }
    }

    @Test
    void doesNotShareItsPortWithASecondServer() throws Exception {
        try (TestServer first = TestServer.start()) {
            ListenAddress taken = first.server.httpAddress();
            assertThatThrownBy(() -> TestServer.start(s -> s.withAddresses(taken, TestServer.ANY_PORT)))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("the address is already in use");
        }
    }

    @Test
    void listensOnUnixSockets(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("verdict.sock");
        ListenAddress address = new ListenAddress.UnixSocket(file);
        try (SocketChannel stale = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            stale.bind(UnixDomainSocketAddress.of(file));
        }
        try (TestServer server = TestServer.start(s -> unix(s, address))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-rw----");
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
                channel.write(ByteBuffer.wrap("GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1)));
                assertThat(new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1))
                        .startsWith("HTTP/1.1 200 ");
            }
            assertThatThrownBy(() -> TestServer.start(s -> unix(s, address)))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessage("cannot listen on `unix:" + file + "`: another process listens there already");
            assertThat(server.server.httpAddress()).isEqualTo(address);
        }
        assertThat(file).doesNotExist();
    }

    private static ServerSettings unix(ServerSettings settings, ListenAddress address) {
        return new ServerSettings(
                address,
                settings.grpcAddress(),
                0660,
                null,
                settings.cors(),
                true,
                true,
                false,
                settings.requestLimits(),
                settings.http(),
                settings.grpc());
    }
}
