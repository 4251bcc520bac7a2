package dev.verdict.kinde.emulator.http;

import dev.verdict.kinde.emulator.json.JsonText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response. Immutable.
 *
 * @param delay how long the connection stays silent first
 * @param cut the connection is closed after half of the body
 */
public record Response(int status, Map<String, String> headers, String body, Duration delay, boolean cut) {
    public Response {
        headers = Map.copyOf(headers);
    }

    /** A body of some type. */
    public static Response of(int status, String contentType, String body) {
        return new Response(status, Map.of("Content-Type", contentType), body, Duration.ZERO, false);
    }

    /** A JSON value, which nobody may store. */
    public static Response json(int status, @Nullable Object value) {
        return of(status, "application/json; charset=utf-8", JsonText.write(value))
                .withHeader("Cache-Control", "no-store");
    }

    /** A page of HTML, which may neither run nor load anything. */
    public static Response html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page)
                .withHeader("Cache-Control", "no-store")
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    }

    /** Sends the client elsewhere. */
    public static Response redirect(URI location) {
        return new Response(
                302, Map.of("Location", location.toString(), "Cache-Control", "no-store"), "", Duration.ZERO, false);
    }

    /** The same with one more header. */
    public Response withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body, delay, cut);
    }

    /** The same, later. */
    public Response delayed(Duration silence) {
        return new Response(status, headers, body, silence, cut);
    }

    /** The same, broken off in the middle. */
    public Response cutInTheMiddle() {
        return new Response(status, headers, body, delay, true);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the body, which may be a token. */
    @Override
    public String toString() {
        return "status " + status;
    }
}
