package dev.verdict.kinde.token;

import dev.verdict.kinde.http.CappedBody;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fetches key sets over HTTP, in bounded time and size. Follows redirects only inside one host. Thread-safe. */
final class JwksFetcher implements AutoCloseable {
    private static final int MAX_REDIRECTS = 3;

    private final Duration timeout;
    private final int maxBytes;

    /** INVARIANT: only touched while this object is locked. */
    private @Nullable HttpClient client;

    JwksFetcher(Duration timeout, int maxBytes) {
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    /** Made when first needed: it has a thread of its own, which nobody needs whose keys are in files. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .connectTimeout(timeout)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            client = made;
        }
        return made;
    }

    /**
     * An answer.
     *
     * @param lifetime how long it may be kept according to its headers, or null
     */
    record Fetched(String text, @Nullable Duration lifetime) {}

    /**
     * Fetches {@code url}; blocks, at most for the timeout.
     *
     * @throws IOException if there is no good answer
     */
    Fetched fetch(URI url) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        URI at = url;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            HttpResponse<byte @Nullable []> response = send(at, deadline);
            byte[] body = response.body();
            if (body == null) {
                throw new IOException("answer is larger than " + maxBytes + " bytes");
            }
            int status = response.statusCode();
            if (status == 200) {
                return new Fetched(new String(body, StandardCharsets.UTF_8), lifetime(response));
            }
            if (status < 300 || status >= 400) {
                throw new IOException("HTTP status " + status);
            }
            at = redirected(at, response);
        }
        throw new IOException("more than " + MAX_REDIRECTS + " redirects");
    }

    private HttpResponse<byte @Nullable []> send(URI url, long deadline) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte @Nullable []>> sending =
                client().sendAsync(request, info -> new CappedBody(maxBytes));
        try {
            return sending.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(reason(cause), cause);
        } finally {
            sending.cancel(true);
        }
    }

    /** The JDK says nothing about some failures, a refused connection and an unknown host among them. */
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        if (message != null && !message.isBlank()) {
            return message;
        }
        return failure instanceof ConnectException ? "cannot connect" : "the connection failed";
    }

    private static URI redirected(URI from, HttpResponse<?> response) throws IOException {
        String location = response.headers().firstValue("Location").orElse("");
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("redirect to something that is not a URL", e);
        }
        if (!isSameHost(from, to)) {
            throw new IOException("redirect to another host");
        }
        return to;
    }

    /** Whether both have one scheme, host and port. */
    static boolean isSameHost(URI from, URI to) {
        return from.getHost() != null
                && from.getHost().equalsIgnoreCase(to.getHost())
                && from.getPort() == to.getPort()
                && from.getScheme().equalsIgnoreCase(to.getScheme());
    }

    private static @Nullable Duration lifetime(HttpResponse<?> response) {
        String control =
                response.headers().firstValue("Cache-Control").orElse("").toLowerCase(Locale.ROOT);
        int start = control.indexOf("max-age=");
        if (start >= 0) {
            int digits = start + "max-age=".length();
            int end = digits;
            while (end < control.length() && end < digits + 9 && Character.isDigit(control.charAt(end))) {
                end++;
            }
            return end == digits ? null : Duration.ofSeconds(Long.parseLong(control, digits, end, 10));
        }
        return response.headers()
                .firstValue("Expires")
                .map(JwksFetcher::untilExpiry)
                .orElse(null);
    }

    private static @Nullable Duration untilExpiry(String expires) {
        try {
            Instant at = ZonedDateTime.parse(expires, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(Instant.now(), at);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
