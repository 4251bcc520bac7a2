package dev.verdict.kinde.api;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.http.CappedBody;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one API within {@link ApiLimits}: repeats what may succeed later, waits as long as a 429 demands, and
 * leaves the API alone when it keeps failing. Follows no redirects. Thread-safe; its calls block.
 */
public final class ApiClient implements AutoCloseable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MAX_DOUBLINGS = 10;

    /** The longest time that a server may keep us away with one answer. */
    private static final Duration LONGEST_RESET = Duration.ofMinutes(1);

    /** RFC 6749 section 5.2. */
    private static final Set<String> OAUTH_ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope");

    private final ApiLimits limits;
    private final Timing timing;
    private final CircuitBreaker breaker;
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();
    private final HttpClient client;

    /** What becomes of one attempt, unless the request has failed for good. */
    private sealed interface Attempt {
        record Done(Attributes answer) implements Attempt {}

        record Again(Duration pause) implements Attempt {}
    }

    /**
     * A client.
     *
     * @param name for the log, such as {@code Management API}
     */
    public ApiClient(String name, ApiLimits limits, Timing timing) {
        this.limits = limits;
        this.timing = timing;
        this.breaker = new CircuitBreaker(name, limits, timing.clock());
        this.free = new Semaphore(limits.maxConcurrent());
        this.client = HttpClient.newBuilder()
                .connectTimeout(limits.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    ApiLimits limits() {
        return limits;
    }

    Attributes get(URI url, String bearer) throws ApiFailure, InterruptedException {
        return send(authorized(url, bearer).GET().build());
    }

    Attributes post(URI url, String bearer, String json) throws ApiFailure, InterruptedException {
        return send(authorized(url, bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    Attributes postForm(URI url, String form) throws ApiFailure, InterruptedException {
        return send(HttpRequest.newBuilder(url)
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private static HttpRequest.Builder authorized(URI url, String bearer) throws ApiFailure {
        // The JDK would refuse other characters with a message that quotes the token.
        if (bearer.isEmpty() || !bearer.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new ApiFailure(ApiFailure.Kind.UNAUTHORIZED, "the token cannot be sent in a header");
        }
        return HttpRequest.newBuilder(url)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + bearer);
    }

    private Attributes send(HttpRequest request) throws ApiFailure, InterruptedException {
        for (int number = 1; ; number++) {
            switch (attempt(request, number)) {
                case Attempt.Done done -> {
                    return done.answer();
                }
                case Attempt.Again again -> timing.pause(again.pause());
            }
        }
    }

    private Attempt attempt(HttpRequest request, int number) throws ApiFailure, InterruptedException {
        takeConnection();
        try {
            breaker.admit();
            return exchange(request, number);
        } finally {
            free.release();
        }
    }

    private Attempt exchange(HttpRequest request, int number) throws ApiFailure, InterruptedException {
        try {
            byte[] body = body(await(request));
            breaker.succeeded();
            return new Attempt.Done(JsonAnswer.read(body));
        } catch (ApiFailure e) {
            return new Attempt.Again(afterFailure(e, number));
        }
    }

    /** Our own crowd says nothing about the API, so these failures do not count against it. */
    private void takeConnection() throws ApiFailure, InterruptedException {
        if (free.tryAcquire()) {
            return;
        }
        if (waiting.incrementAndGet() > limits.maxWaiting()) {
            waiting.decrementAndGet();
            throw ApiFailure.unavailable("too many requests are waiting");
        }
        try {
            if (!free.tryAcquire(limits.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw ApiFailure.unavailable("no connection was free in time");
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** How long to wait before the next attempt; throws {@code failure} if there is none. */
    private Duration afterFailure(ApiFailure failure, int attempt) throws ApiFailure {
        if (failure.kind() != ApiFailure.Kind.UNAVAILABLE) {
            breaker.succeeded();
            throw failure;
        }
        Duration demanded = failure.retryAfter();
        if (demanded != null && demanded.compareTo(limits.longestBackOff()) > 0) {
            breaker.leaveAlone(demanded, failure.reason());
            throw failure;
        }
        breaker.failed(failure.reason());
        if (attempt >= limits.attempts()) {
            throw failure;
        }
        Duration chosen = backOff(attempt);
        return demanded == null ? chosen : demanded.plus(chosen);
    }

    /** Exponential with full jitter. */
    private Duration backOff(int attempt) {
        Duration most = limits.firstBackOff().multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        Duration bounded = most.compareTo(limits.longestBackOff()) > 0 ? limits.longestBackOff() : most;
        return Duration.ofNanos((long) (bounded.toNanos() * timing.randomness().getAsDouble()));
    }

    private HttpResponse<byte @Nullable []> await(HttpRequest request) throws ApiFailure, InterruptedException {
        CompletableFuture<HttpResponse<byte @Nullable []>> sending =
                client.sendAsync(request, info -> new CappedBody(limits.maxBytes()));
        try {
            return sending.get(limits.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw ApiFailure.unavailable("no answer within " + limits.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            // Messages of the JDK may quote what was sent.
            throw ApiFailure.unavailable("cannot be reached");
        } finally {
            sending.cancel(true);
        }
    }

    private static byte[] body(HttpResponse<byte @Nullable []> response) throws ApiFailure {
        byte[] body = response.body();
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            if (body == null) {
                throw ApiFailure.invalid("the answer is too large");
            }
            return body;
        }
        String reason = "HTTP status " + status + oauthError(body);
        throw switch (status) {
            case 401 -> new ApiFailure(ApiFailure.Kind.UNAUTHORIZED, reason);
            case 403 -> new ApiFailure(ApiFailure.Kind.FORBIDDEN, reason);
            case 404 -> new ApiFailure(ApiFailure.Kind.NOT_FOUND, reason);
            case TOO_MANY_REQUESTS -> new ApiFailure(ApiFailure.Kind.UNAVAILABLE, reason, reset(response));
            default -> status >= 500 || status == 408 ? ApiFailure.unavailable(reason) : ApiFailure.invalid(reason);
        };
    }

    /** What a token endpoint says was wrong; other text of a body is not repeated. */
    private static String oauthError(byte @Nullable [] body) {
        try {
            Object error = body == null ? null : JsonAnswer.read(body).get("error");
            return error instanceof String code && OAUTH_ERRORS.contains(code) ? " (" + code + ")" : "";
        } catch (ApiFailure e) {
            return "";
        }
    }

    /** Kinde: {@code RateLimit-Reset} in seconds. */
    private static @Nullable Duration reset(HttpResponse<?> response) {
        String text =
                response.headers().firstValue("RateLimit-Reset").orElse("").strip();
        boolean seconds = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!seconds) {
            return null;
        }
        Duration reset = Duration.ofSeconds(Long.parseLong(text));
        return reset.compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : reset;
    }

    /** Gives up what is under way. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
