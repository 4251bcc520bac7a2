package dev.verdict.server;

import dev.verdict.expr.run.Budget;
import dev.verdict.server.call.TokenVerifier;
import dev.verdict.server.call.TokenVerifier.Verification;
import dev.verdict.server.config.EngineSettings.LogLevel;
import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.health.Readiness;
import dev.verdict.server.metrics.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A server on free loopback ports that decides with a {@link FakeEngine}. */
final class TestServer implements AutoCloseable {
    static final String REQUEST = """
            {"requestId":"r1","principal":{"id":"alice","roles":["user"]},"resources":[
              {"actions":["view","edit"],"resource":{"kind":"album","id":"XX1","attr":{"owner":"alice"}}}]}""";
    static final ListenAddress ANY_PORT = new ListenAddress.Tcp("127.0.0.1", 0);

    /** The names of the threads that verified, one for each verification. */
    final List<String> verifyingThreads = new CopyOnWriteArrayList<>();

    final FakeEngine engine = new FakeEngine();
    final VerdictServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private TestServer(ServerSettings settings) {
        server = VerdictServer.start(new ServerParts(
                settings,
                engine,
                verifier(),
                null,
                Budget.DEFAULT,
                LogLevel.WARN,
                new Metrics(),
                () -> new Readiness(
                        7,
                        3,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        List.of("a.yaml:3:4 unknown field `resourc`"),
                        List.of("b.yaml: still being written"),
                        List.of())));
    }

    private TokenVerifier verifier() {
        return tokens -> {
            verifyingThreads.add(Thread.currentThread().getName());
            return CompletableFuture.completedFuture(new Verification.Refused("TOKEN_EXPIRED", "expired an hour ago"));
        };
    }

    static TestServer start() {
        return start(settings -> settings);
    }

    static TestServer start(UnaryOperator<ServerSettings> change) {
        return new TestServer(change.apply(ServerSettings.DEFAULT.withAddresses(ANY_PORT, ANY_PORT)));
    }

    int httpPort() {
        return ((ListenAddress.Tcp) server.httpAddress()).port();
    }

    int grpcPort() {
        return ((ListenAddress.Tcp) server.grpcAddress()).port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
