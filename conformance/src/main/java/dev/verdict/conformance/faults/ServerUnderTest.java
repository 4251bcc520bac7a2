package dev.verdict.conformance.faults;

import dev.verdict.conformance.pdp.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code verdict serve} in a process of its own, with what it tells operators. */
final class ServerUnderTest implements AutoCloseable {
    /** Small, so that a file that costs much memory would be noticed. */
    private static final String HEAP = "-Xmx192m";

    private final ServerProcess process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int httpPort;

    private ServerUnderTest(ServerProcess process, int httpPort) {
        this.process = process;
        this.httpPort = httpPort;
    }

    /**
     * Starts it on {@code policies} and waits until it serves.
     *
     * @param prefix what stands before the command, such as another program that starts it
     */
    static ServerUnderTest start(List<String> prefix, Path policies, Path log) {
        int http = ServerProcess.freePort();
        int grpc = ServerProcess.freePort();
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.verdict.cli.Main",
                "serve",
                policies.toString(),
                "--http",
                "127.0.0.1:" + http,
                "--grpc",
                "127.0.0.1:" + grpc));
        var server = new ServerUnderTest(ServerProcess.start(command, log, http, grpc), http);
        if (!server.process.awaitHealth(server.client)) {
            server.close();
            throw new IllegalStateException("the server does not start: " + server.process.log());
        }
        return server;
    }

    int httpPort() {
        return httpPort;
    }

    String grpcTarget() {
        return process.grpcTarget();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        return process.log();
    }

    /** What {@code /readyz?verbose} says, line by line. */
    List<String> detail() throws IOException, InterruptedException {
        return get("/readyz?verbose").lines().toList();
    }

    /** Reads the pages that an orchestrator looks at. */
    void probe() throws IOException, InterruptedException {
        get("/readyz");
        get("/livez");
        get("/_cerbos/health");
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answers " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        client.shutdownNow();
        process.close();
    }

    /**
     * What to put before a command so that its process obeys the permissions of files though the superuser starts it; the
     * list is empty when nothing is needed.
     *
     * @throws IOException if permissions would not be obeyed whatever is put there
     */
    static List<String> obeyingPermissions(Path scratch) throws IOException, InterruptedException {
        Path locked = Files.writeString(scratch.resolve("locked"), "");
        PolicyFolder.permit(locked, "---------");
        if (!Files.isReadable(locked)) {
            return List.of();
        }
        List<String> prefix = List.of(
                "setpriv",
                "--bounding-set=-dac_override,-dac_read_search",
                "--inh-caps=-dac_override,-dac_read_search");
        List<String> trial = new ArrayList<>(prefix);
        trial.addAll(List.of("cat", locked.toString()));
        Process process = new ProcessBuilder(trial).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() == 0 || !output.contains("ermission denied")) {
            throw new IOException("this user may read everything: " + output.strip());
        }
        return prefix;
    }
}
