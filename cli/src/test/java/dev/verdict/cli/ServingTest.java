package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.cli.serving.DecisionServer;
import dev.verdict.server.VerdictServer;
import dev.verdict.server.config.Configuration;
import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.config.StorageSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need a port: those that serve, when they cannot, and those that ask whether somebody does. */
class ServingTest {
    private static final ListenAddress ANY_PORT = new ListenAddress.Tcp("127.0.0.1", 0);

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void writePolicy() throws IOException {
        Files.createDirectories(directory.resolve("policies"));
        Files.writeString(directory.resolve("policies/album.yaml"), """
                apiVersion: api.cerbos.dev/v1
                resourcePolicy: { resource: album, version: default }
                """);
    }

    private DecisionServer server() {
        return DecisionServer.open(Configuration.of(new StorageSettings(directory.resolve("policies"), false))
                .withServer(ServerSettings.DEFAULT.withAddresses(ANY_PORT, ANY_PORT)));
    }

    @Test
    void aServerThatServesIsHealthyOverBothProtocols() {
        try (DecisionServer server = server()) {
            String grpc = server.grpcAddress().text();
            String http = server.httpAddress().text();

            assertThat(CommandRun.in(directory, "healthcheck", "--no-tls", "--host-port", grpc))
                    .isEqualTo(new CommandRun(ExitCode.OK, "SERVING\n", ""));
            assertThat(CommandRun.in(directory, "hc", "--no-tls", "--kind", "http", "--host-port", http))
                    .isEqualTo(new CommandRun(ExitCode.OK, "{\"status\":\"SERVING\"}\n", ""));
        }
    }

    @Test
    void theHealthcheckTakesItsFlagsFromTheEnvironmentToo() {
        try (DecisionServer server = server()) {
            Map<String, String> environment = Map.of(
                    "CERBOS_HC_KIND", "http",
                    "CERBOS_HC_NOTLS", "true",
                    "VERDICT_HC_HOSTPORT", server.httpAddress().text());

            assertThat(CommandRun.of(directory, environment, "", List.of("healthcheck"))
                            .exitCode())
                    .isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void theHealthcheckTakesTheAddressesOfAConfiguration() throws IOException {
        try (DecisionServer server = server()) {
            Files.writeString(directory.resolve("verdict.yaml"), """
                    storage: {driver: disk, disk: {directory: policies}}
                    server: {httpListenAddr: "%s", grpcListenAddr: "%s"}
                    """.formatted(
                            server.httpAddress().text(), server.grpcAddress().text()));

            assertThat(CommandRun.in(directory, "healthcheck", "--config", "verdict.yaml"))
                    .isEqualTo(new CommandRun(ExitCode.OK, "SERVING\n", ""));
        }
    }

    /** A certificate for {@code localhost} and the loopback address, made by the JDK's {@code keytool}. */
    private ServerSettings.Tls certificate() throws Exception {
        Path store = directory.resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = List.of(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "k",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=IP:127.0.0.1,DNS:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        char[] password = "changeit".toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        return new ServerSettings.Tls(
                pem("CERTIFICATE", keys.getCertificate("k").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("k", password).getEncoded()),
                null);
    }

    private Path pem(String kind, byte[] der) throws IOException {
        String text = "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END "
                + kind + "-----\n";
        return Files.writeString(directory.resolve(kind.replace(' ', '-')), text);
    }

    @Test
    void aServerWithTlsIsHealthyOnPortsAndOnDomainSockets() throws Exception {
        ServerSettings.Tls tls = certificate();
        String ca = "--ca-cert=" + tls.certificate();
        ListenAddress socket = new ListenAddress.UnixSocket(directory.resolve("s"));
        List<ServerSettings> all = List.of(
                ServerSettings.DEFAULT.withAddresses(ANY_PORT, ANY_PORT),
                ServerSettings.DEFAULT.withAddresses(socket, ANY_PORT),
                ServerSettings.DEFAULT.withAddresses(ANY_PORT, socket));
        for (ServerSettings settings : all) {
            Configuration configuration = Configuration.of(new StorageSettings(directory.resolve("policies"), false))
                    .withServer(settings.withTls(tls));
            try (DecisionServer server = DecisionServer.open(configuration)) {
                String grpc = server.grpcAddress().text();
                String http = server.httpAddress().text();

                for (String trust : List.of(ca, "--insecure")) {
                    assertThat(CommandRun.in(directory, "healthcheck", "--timeout=20s", trust, "--host-port", grpc))
                            .isEqualTo(new CommandRun(ExitCode.OK, "SERVING\n", ""));
                    assertThat(CommandRun.in(
                                    directory, "hc", "--timeout=20s", trust, "--kind=http", "--host-port", http))
                            .isEqualTo(new CommandRun(ExitCode.OK, "{\"status\":\"SERVING\"}\n", ""));
                }
                assertThat(CommandRun.in(directory, "healthcheck", "--timeout=20s", "--host-port", grpc)
                                .exitCode())
                        .isEqualTo(ExitCode.FAILED);
            }
        }
    }

    /** The version of this software is that of its jar; class files that are not in one yet have none. */
    @Test
    void aServerTellsTheVersionOfItsJar() throws Exception {
        String place = VerdictServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        String version = place.endsWith(".jar") ? place.replaceAll(".*/verdict-server-|\\.jar$", "") : "dev";
        try (DecisionServer server = server()) {
            URI uri = URI.create("http://" + server.httpAddress().text() + "/api/server_info");

            try (InputStream answer = uri.toURL().openStream()) {
                assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("{\"version\":\"0.55.0\",\"commit\":\"verdict-" + version + "\"}");
            }
        }
    }

    @Test
    void nobodyAtThePortIsNotHealthy() {
        String address;
        try (DecisionServer server = server()) {
            address = server.grpcAddress().text();
        }

        CommandRun run = CommandRun.in(directory, "healthcheck", "--no-tls", "--host-port", address);

        assertThat(run.err()).startsWith("verdict: error: cannot ask " + address + ": ");
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            CommandRun run =
                    CommandRun.in(directory, "serve", "--http", address, "--grpc=127.0.0.1:0", "--log-level=error");

            assertThat(run.err())
                    .startsWith("verdict: error: ")
                    .contains(address)
                    .doesNotContain("internal error");
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        }
    }
}
