package dev.verdict.kinde.emulator.control;

import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What goes wrong on purpose. Tests switch it; safe for use by several threads. */
public final class Faults {
    /** Always. */
    public static final int FOR_EVER = Integer.MAX_VALUE;

    private static final int HUGE_BYTES = 10 * 1024 * 1024;

    private KeysFault keys = KeysFault.NONE;
    private ApiFault api = ApiFault.NONE;
    private int keysTimes;
    private int apiTimes;
    private Duration slowness = Duration.ofSeconds(5);
    private Duration rateLimitReset = Duration.ofSeconds(1);

    /** Faults of the published keys. */
    public enum KeysFault {
        NONE,
        /** Status 503. */
        DOWN,
        /** Right, but late. */
        SLOW,
        /** The connection breaks after half of the body. */
        TRUNCATED,
        /** Right keys among 10 MB of text. */
        HUGE,
        /** A redirect to itself. */
        REDIRECT_LOOP,
        /** A page of HTML instead. */
        WRONG_CONTENT_TYPE,
        /** JSON, but no keys. */
        NO_KEYS,
        /** A redirect to the same keys under another host name; its requests are counted. */
        REDIRECT_AWAY,
        /** The right keys behind 10,000 others. */
        MANY_KEYS,
        /** Before each key another one with the same id. */
        SAME_ID_TWICE,
        /** The right keys, without {@code alg} and {@code use}. */
        BARE_KEYS
    }

    /** Faults of account and management API. */
    public enum ApiFault {
        NONE,
        /** Status 429 with RateLimit-Reset. */
        RATE_LIMITED,
        /** Right, but late. */
        SLOW,
        /** Status 500. */
        BROKEN
    }

    /** Lets the next {@code times} requests for keys fail. */
    public synchronized void keys(KeysFault fault, int times) {
        keys = fault;
        keysTimes = times;
    }

    /** Lets the next {@code times} requests to the APIs fail. */
    public synchronized void api(ApiFault fault, int times) {
        api = fault;
        apiTimes = times;
    }

    /** How late slow answers are. */
    public synchronized void slowness(Duration delay) {
        slowness = delay;
    }

    /** What RateLimit-Reset says; whole seconds. */
    public synchronized void rateLimitReset(Duration wait) {
        rateLimitReset = wait;
    }

    /** Nothing goes wrong any more. */
    public synchronized void reset() {
        keys = KeysFault.NONE;
        api = ApiFault.NONE;
        slowness = Duration.ofSeconds(5);
        rateLimitReset = Duration.ofSeconds(1);
    }

    /** What goes wrong at the moment, by area. */
    public synchronized Map<String, String> current() {
        return Map.of(
                "keys", keys.name().toLowerCase(Locale.ROOT),
                "api", api.name().toLowerCase(Locale.ROOT));
    }

    private synchronized KeysFault nextKeysFault() {
        if (keys != KeysFault.NONE && keysTimes != FOR_EVER && keysTimes-- <= 0) {
            keys = KeysFault.NONE;
        }
        return keys;
    }

    private synchronized ApiFault nextApiFault() {
        if (api != ApiFault.NONE && apiTimes != FOR_EVER && apiTimes-- <= 0) {
            api = ApiFault.NONE;
        }
        return api;
    }

    /** What becomes of a right answer with keys. */
    Response onKeys(Response right, URI self) {
        return switch (nextKeysFault()) {
            case NONE -> right;
            case DOWN -> Response.of(503, "text/plain", "down for a test");
            case SLOW -> right.delayed(delay());
            case TRUNCATED -> right.cutInTheMiddle();
            case HUGE ->
                Response.of(
                        200,
                        "application/json",
                        right.body().substring(0, right.body().length() - 1) + ",\"padding\":\""
                                + "x".repeat(HUGE_BYTES) + "\"}");
            case REDIRECT_LOOP -> Response.redirect(self);
            case WRONG_CONTENT_TYPE -> Response.html(200, "<!DOCTYPE html><title>Sign in</title><p>No keys here.</p>");
            case NO_KEYS -> Response.json(200, Map.of());
            case REDIRECT_AWAY -> Response.redirect(OddKeys.underAnotherHost(self));
            case MANY_KEYS -> OddKeys.many(right);
            case SAME_ID_TWICE -> OddKeys.sameIdTwice(right);
            case BARE_KEYS -> OddKeys.bare(right);
        };
    }

    /** What becomes of a request to an API; one that fails has no effect. */
    Response onApi(Supplier<Response> right) {
        return switch (nextApiFault()) {
            case NONE -> right.get();
            case RATE_LIMITED ->
                Routes.error(429, "too_many_requests", "the limit of requests is reached")
                        .withHeader("RateLimit-Reset", Long.toString(reset429()));
            case SLOW -> right.get().delayed(delay());
            case BROKEN -> Routes.error(500, "internal_error", "broken for a test");
        };
    }

    private synchronized Duration delay() {
        return slowness;
    }

    private synchronized long reset429() {
        return rateLimitReset.toSeconds();
    }
}
