package dev.verdict.kinde.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Both APIs on a loopback port: answers as it is told, 404 otherwise, and notes what it is asked. */
public final class KindeStub implements AutoCloseable {
    /** What came in. */
    public record Request(String method, String target, String authorization, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public KindeStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(
                new Request(exchange.getRequestMethod(), target, authorization == null ? "" : authorization, body));
        HttpHandler exact = answers.get(target);
        HttpHandler byPath = answers.getOrDefault(
                exchange.getRequestURI().getRawPath(), e -> send(e, 404, "{\"message\":\"nothing here\"}"));
        (exact == null ? byPath : exact).handle(exchange);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers requests of {@code target}, a path with or without its query. */
    public KindeStub on(String target, HttpHandler handler) {
        answers.put(target, handler);
        return this;
    }

    public KindeStub on(String target, String json) {
        return on(target, exchange -> send(exchange, 200, json));
    }

    public KindeStub on(String target, int status) {
        return on(target, exchange -> send(exchange, status, "{}"));
    }

    /** Answers only once the latch is open. */
    public KindeStub onceOpen(String target, CountDownLatch latch, String json) {
        return on(target, exchange -> {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            send(exchange, 200, json);
        });
    }

    /** Gives out tokens named {@code m2m-1}, {@code m2m-2} and so on. */
    public KindeStub withTokens() {
        return on("/oauth2/token", exchange -> {
            long count = requests.stream()
                    .filter(r -> r.target().equals("/oauth2/token"))
                    .count();
            send(exchange, 200, "{\"access_token\":\"m2m-" + count + "\",\"expires_in\":3600}");
        });
    }

    public List<Request> requests() {
        return requests;
    }

    /** Path and query of all requests but those for tokens. */
    public List<String> asked() {
        return requests.stream()
                .map(Request::target)
                .filter(target -> !target.equals("/oauth2/token"))
                .toList();
    }

    /** How often something that starts with {@code target} was asked for. */
    public int count(String target) {
        return (int)
                requests.stream().filter(r -> r.target().startsWith(target)).count();
    }

    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
