package dev.verdict.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.net.ServerStartException;
import dev.verdict.wire.proto.effect.Effect;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static TestCertificate first;
    private static TestCertificate second;
    private Path certificateFile;
    private Path keyFile;

    @BeforeAll
    static void createCertificates() throws Exception {
        first = TestCertificate.create(shared, "first");
        second = TestCertificate.create(shared, "second");
    }

    @BeforeEach
    void writeFiles() throws IOException {
        certificateFile = folder.resolve("tls.crt");
        keyFile = folder.resolve("tls.key");
        first.writeTo(certificateFile, keyFile);
    }

    private ServerSettings withTls(ServerSettings settings) {
        return settings.withTls(new ServerSettings.Tls(certificateFile, keyFile, null));
    }

    private static HttpResponse<String> get(TestServer server, TestCertificate trusted) throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(trusted.trust())
                .connectTimeout(Duration.ofSeconds(10))
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.httpPort() + "/livez"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void servesBothPortsByTls() throws Exception {
        try (TestServer server = TestServer.start(this::withTls)) {
            HttpResponse<String> response = get(server, first);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.grpcPort())
                    .sslContext(GrpcSslContexts.forClient()
                            .trustManager(first.certificate())
                            .build())
                    .build();
            try {
                assertThat(ClientCalls.blockingUnaryCall(
                                        channel,
                                        GrpcClient.CHECK,
                                        CallOptions.DEFAULT,
                                        GrpcTest.request("album", "view"))
                                .getResults(0)
                                .getActionsMap())
                        .containsEntry("view", Effect.EFFECT_ALLOW);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    @Test
    void servesAChangedCertificateSoon() throws Exception {
        try (TestServer server = TestServer.start(this::withTls)) {
            get(server, first);

            second.writeTo(certificateFile, keyFile);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(get(server, second).statusCode()).isEqualTo(200));
            assertThatThrownBy(() -> get(server, first)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void keepsTheCertificateWhenTheNewFilesAreBroken() throws Exception {
        try (TestServer server = TestServer.start(this::withTls)) {
            Files.writeString(certificateFile, "not a certificate");

            Awaitility.await()
                    .pollDelay(Duration.ofMillis(1_500))
                    .untilAsserted(
                            () -> assertThat(get(server, first).statusCode()).isEqualTo(200));
        }
    }

    @Test
    void refusesPlainText() throws Exception {
        try (TestServer server = TestServer.start(this::withTls);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.httpPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.0 400 Bad Request\r\n")
                    .endsWith("\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");
        }
    }

    @Test
    void refusesOldProtocols() throws Exception {
        try (TestServer server = TestServer.start(this::withTls);
                SSLSocket socket = (SSLSocket) first.trust()
                        .getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.httpPort())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void doesNotStartWithoutItsFiles() throws Exception {
        Files.delete(keyFile);

        assertThatThrownBy(() -> TestServer.start(this::withTls))
                .isInstanceOf(ServerStartException.class)
                .hasMessage("the TLS key file `" + keyFile + "` does not exist");
    }

    @Test
    void doesNotStartWithAKeyThatIsNone() throws Exception {
        Files.writeString(keyFile, "not a key");

        assertThatThrownBy(() -> TestServer.start(this::withTls))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("the TLS files cannot be used");
    }

    @Test
    void doesNotStartWithTheKeyOfAnotherCertificate() throws Exception {
        Files.writeString(keyFile, second.keyPem());

        assertThatThrownBy(() -> TestServer.start(this::withTls))
                .isInstanceOf(ServerStartException.class)
                .hasMessage("the TLS files cannot be used: the key `" + keyFile
                        + "` does not belong to the certificate `" + certificateFile + "`");
    }
}
