package dev.verdict.kinde.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on the loopback address, with a virtual thread for each request. */
public final class LoopbackServer implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /**
     * A server that listens but does not answer yet.
     *
     * @param port 0 for a free one
     */
    public static LoopbackServer bind(int port) throws IOException {
        byte[] loopback = {127, 0, 0, 1};
        return new LoopbackServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(loopback), port), 0));
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers from now on. */
    public void start(Handler handler) {
        server.createContext("/", exchange -> serve(exchange, handler));
        server.setExecutor(threads);
        server.start();
    }

    private static void serve(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            Response response = body.length > MAX_BODY_BYTES
                    ? Routes.error(413, "too_large", "the body has more than " + MAX_BODY_BYTES + " bytes")
                    : answer(handler, request(exchange, body));
            if (!response.delay().isZero()) {
                Thread.sleep(response.delay());
            }
            send(exchange, response);
        } catch (InterruptedException e) {
            // the server is being closed
            Thread.currentThread().interrupt();
        }
    }

    private static Response answer(Handler handler, Request request) {
        try {
            return handler.answer(request);
        } catch (RuntimeException e) {
            System.getLogger("dev.verdict.kinde.emulator")
                    .log(System.Logger.Level.ERROR, "internal error at " + request, e);
            return Routes.error(500, "internal_error", "internal error of the emulator: " + e);
        }
    }

    private static Request request(HttpExchange exchange, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!values.isEmpty()) {
                headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                hostName(headers.getOrDefault("host", "")),
                path == null ? "/" : path,
                query == null ? "" : query,
                headers,
                Request.text(body),
                Map.of());
    }

    private static String hostName(String header) {
        int colon = header.lastIndexOf(':');
        boolean isPort = colon > header.lastIndexOf(']');
        return (isPort ? header.substring(0, colon) : header).toLowerCase(Locale.ROOT);
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().put(name, List.of(value)));
        byte[] body = response.bytes();
        if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, response.cut() ? body.length / 2 : body.length);
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
