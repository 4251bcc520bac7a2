package dev.verdict.kinde.api;

import dev.verdict.expr.value.Attributes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The token for the Management API, by client credentials. Kinde bills each one, so it is kept until shortly before it
 * expires, asked for by one thread at a time, and a refusal is believed for a while. Thread-safe.
 */
final class MachineTokens {
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration ASSUMED_LIFE = Duration.ofMinutes(5);
    private static final Duration LONGEST_LIFE = Duration.ofDays(1);
    private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(30);

    private final ApiClient client;
    private final MachineCredentials credentials;
    private final URI endpoint;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    // INVARIANT: the fields below are only touched while the lock is held.
    private @Nullable String token;
    private Instant renewAt = Instant.MIN;
    private @Nullable ApiFailure refusal;
    private Instant refusedUntil = Instant.MIN;

    /**
     * A source of tokens.
     *
     * @param host where the token endpoint is
     */
    MachineTokens(ApiClient client, MachineCredentials credentials, URI host, InstantSource clock) {
        this.client = client;
        this.credentials = credentials;
        this.endpoint = host.resolve("/oauth2/token");
        this.clock = clock;
    }

    String current() throws ApiFailure, InterruptedException {
        lock.lockInterruptibly();
        try {
            Instant now = clock.instant();
            if (token != null && now.isBefore(renewAt)) {
                return token;
            }
            if (refusal != null && now.isBefore(refusedUntil)) {
                throw refusal;
            }
            return fetch();
        } finally {
            lock.unlock();
        }
    }

    /** Says that {@code rejected} is not accepted any more. */
    void forget(String rejected) {
        lock.lock();
        try {
            if (rejected.equals(token)) {
                token = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private String fetch() throws ApiFailure, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + Pages.encode(credentials.clientId())
                + "&client_secret=" + Pages.encode(credentials.clientSecret()) + "&audience="
                + Pages.encode(credentials.audience());
        try {
            Attributes answer = client.postForm(endpoint, form);
            String fetched = Answers.text(answer, "access_token");
            if (fetched.isEmpty()) {
                throw ApiFailure.invalid("the answer has no access token");
            }
            Duration life = life(answer.get("expires_in"));
            Duration tenth = life.dividedBy(10);
            renewAt = clock.instant().plus(life).minus(tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN);
            token = fetched;
            refusal = null;
            return fetched;
        } catch (ApiFailure e) {
            // INVARIANT: without a token nothing is known of what was to be asked: the kind is never NOT_FOUND.
            ApiFailure failure = ApiFailure.unavailable("no token for the Management API: " + e.reason());
            if (e.kind() != ApiFailure.Kind.UNAVAILABLE) {
                refusal = failure;
                refusedUntil = clock.instant().plus(BETWEEN_REFUSALS);
            }
            throw failure;
        }
    }

    private static Duration life(@Nullable Object seconds) {
        if (!(seconds instanceof Double number) || number <= 0) {
            return ASSUMED_LIFE;
        }
        return number >= LONGEST_LIFE.toSeconds() ? LONGEST_LIFE : Duration.ofSeconds(number.longValue());
    }
}
