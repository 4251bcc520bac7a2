package dev.verdict.kinde.emulator.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;

/** Which pages may call from a browser: those that this machine serves (the CORS protocol of the Fetch standard). */
public final class Origins {
    private Origins() {}

    /** Whether an address belongs to this machine. */
    public static boolean isLoopback(URI target) {
        String host = target.getHost();
        String scheme = target.getScheme();
        return host != null
                && ("http".equals(scheme) || "https".equals(scheme))
                && (host.equals("127.0.0.1")
                        || host.equals("[::1]")
                        || host.equals("localhost")
                        || host.endsWith(".localhost"));
    }

    /** Whether the request comes from a page of another machine. */
    public static boolean isForeign(Request request) {
        String origin = request.header("origin");
        return !origin.isEmpty() && !isLoopback(origin);
    }

    private static boolean isLoopback(String origin) {
        try {
            return isLoopback(new URI(origin));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The answer to the question whether a page may send a request. */
    public static Response preflight() {
        return new Response(
                204,
                Map.of(
                        "Access-Control-Allow-Methods",
                        "GET, POST, PUT, PATCH, DELETE",
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Kinde-SDK",
                        "Access-Control-Max-Age",
                        "600"),
                "",
                Duration.ZERO,
                false);
    }

    /** The answer as the page that asked may read it; unchanged when no page of this machine asked. */
    public static Response allow(Request request, Response response) {
        String origin = request.header("origin");
        return origin.isEmpty() || isForeign(request)
                ? response
                : response.withHeader("Access-Control-Allow-Origin", origin)
                        .withHeader("Access-Control-Allow-Credentials", "true")
                        .withHeader("Vary", "Origin");
    }
}
