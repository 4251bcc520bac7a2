package dev.verdict.benchmarks.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A decision point in a process of its own, with its own policies on free loopback ports. */
final class ServerProcess implements AutoCloseable {
    private static final String PROBE = """
            {"principal":{"id":"probe","roles":["probe"]},
             "resources":[{"actions":["probe"],"resource":{"kind":"probe","id":"probe"}}]}""";

    private final Process process;
    private final Path home;
    private final int httpPort;
    private final int grpcPort;
    private final Duration untilFirstAnswer;

    /**
     * Starts {@code command} followed by the options of both kinds of server, and waits for its first answer.
     *
     * @param policies files by path
     */
    ServerProcess(List<String> command, Map<String, String> policies, Duration patience)
            throws IOException, InterruptedException {
        this(command, policies, patience, "");
    }

    /** As above, with {@code sections} of the configuration besides server and storage. */
    ServerProcess(List<String> command, Map<String, String> policies, Duration patience, String sections)
            throws IOException, InterruptedException {
        home = Files.createTempDirectory("verdict-benchmark");
        for (Map.Entry<String, String> policy : policies.entrySet()) {
            Path file = policyFile(policy.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, policy.getValue());
        }
        httpPort = freePort();
        grpcPort = freePort();
        Path config = home.resolve("config.yaml");
        Files.writeString(config, """
                server:
                  httpListenAddr: "127.0.0.1:%d"
                  grpcListenAddr: "127.0.0.1:%d"
                telemetry:
                  disabled: true
                storage:
                  driver: disk
                  disk:
                    directory: %s
                    watchForChanges: true
                """.formatted(httpPort, grpcPort, home.resolve("policies")) + sections);
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("server", "--config=" + config, "--log-level=error"));
        long start = System.nanoTime();
        process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log.txt").toFile())
                .start();
        awaitAnswer(start + patience.toNanos());
        untilFirstAnswer = Duration.ofNanos(System.nanoTime() - start);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(long deadline) throws IOException, InterruptedException {
        while (true) {
            try (HttpLoad probe = http(PROBE)) {
                probe.exchange();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IOException(
                            "no answer; its log says: " + Files.readString(home.resolve("log.txt")), notYet);
                }
                Thread.sleep(2);
            }
        }
    }

    HttpLoad http(String body) throws IOException {
        return new HttpLoad(httpPort, "/api/check/resources", body);
    }

    int grpcPort() {
        return grpcPort;
    }

    Path policyFile(String path) {
        return home.resolve("policies").resolve(path);
    }

    Duration untilFirstAnswer() {
        return untilFirstAnswer;
    }

    long cpuMicros() throws IOException {
        return ProcessStatus.cpuMicros(process.pid());
    }

    long residentKib() throws IOException {
        return ProcessStatus.residentKib(process.pid());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** All that the process printed so far. */
    String log() throws IOException {
        return Files.readString(home.resolve("log.txt"), StandardCharsets.UTF_8);
    }
}
