package dev.verdict.conformance.pdp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of the wire API in a process of its own, on free loopback ports. Ended by its own process handle. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final int httpPort;
    private final int grpcPort;

    private ServerProcess(Process process, Path log, int httpPort, int grpcPort) {
        this.process = process;
        this.log = log;
        this.httpPort = httpPort;
        this.grpcPort = grpcPort;
        // a test run that is cut off must not leave servers behind
        process.onExit().exceptionally(failure -> process);
    }

    /** Starts {@code command} with its output in {@code log}. */
    public static ServerProcess start(List<String> command, Path log, int httpPort, int grpcPort) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("CERBOS_NO_TELEMETRY", "1");
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ServerProcess(process, log, httpPort, grpcPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the health check answers; false if the process ended instead. */
    public boolean awaitHealth(HttpClient client) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        HttpRequest probe = HttpRequest.newBuilder(base().resolve("/_cerbos/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        while (System.nanoTime() < deadline) {
            try {
                if (client.send(probe, BodyHandlers.discarding()).statusCode() == 200) {
                    return true;
                }
            } catch (IOException notYetListening) {
                if (!process.isAlive()) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            pause();
        }
        return false;
    }

    /** False once the process has ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Address of the HTTP listener. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** Address of the gRPC listener, as {@code host:port}. */
    public String grpcTarget() {
        return "127.0.0.1:" + grpcPort;
    }

    /** What the server has written so far. */
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A loopback port that nothing listens on at this moment. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pause() {
        try {
            process.waitFor(15, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
