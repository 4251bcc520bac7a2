package dev.verdict.kinde.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.api.ApiFailure;
import dev.verdict.kinde.api.ApiKeyFacts;
import dev.verdict.kinde.api.ManagementApi;
import dev.verdict.kinde.api.Timing;
import dev.verdict.kinde.identity.Billing;
import dev.verdict.kinde.identity.External;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Organization;
import dev.verdict.kinde.identity.Profile;
import dev.verdict.kinde.identity.Properties;
import dev.verdict.kinde.identity.Sourced;
import dev.verdict.kinde.identity.SubjectType;
import dev.verdict.kinde.identity.TokenFacts;
import dev.verdict.kinde.identity.Trial;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Kinde's API keys, which are opaque bearer keys of users or organizations, by asking the Management API. Answers
 * are kept for at most a minute, under a digest of the key. Thread-safe; never blocks, and no stage completes
 * exceptionally.
 */
public final class ApiKeys {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final Duration TTL_OF_REFUSALS = Duration.ofSeconds(10);
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_FLIGHTS = 500;

    private final @Nullable ManagementApi management;
    private final String issuer;
    private final Timing timing;
    private final Duration ttl;
    private final Cache<String, Kept> kept = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .executor(Runnable::run)
            .build();
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

    /** What became of a key. */
    public sealed interface Verification {
        /** The key is good, and this is whose it is. */
        record Valid(Identity identity) implements Verification {}

        /** The key is not good. */
        record Invalid(String reason) implements Verification {}

        /** It is not known whether the key is good; nothing may be allowed for it. */
        record Unavailable(String reason) implements Verification {}
    }

    private record Kept(Verification verification, Instant until) {}

    private record Flight(CompletableFuture<Verification> landed) {}

    ApiKeys(@Nullable ManagementApi management, EnrichmentSettings settings, Timing timing) {
        this.management = management;
        this.issuer = settings.issuers().iterator().next();
        this.timing = timing;
        this.ttl = settings.ttl().compareTo(TTL) < 0 ? settings.ttl() : TTL;
    }

    /** Whose key {@code apiKey} is. The stage completes when Kinde answers, or its time is up. */
    public CompletionStage<Verification> verify(String apiKey) {
        ManagementApi api = management;
        if (api == null) {
            return CompletableFuture.completedStage(
                    new Verification.Unavailable("API keys need `management` credentials"));
        }
        if (apiKey.isEmpty() || apiKey.length() > MAX_LENGTH) {
            return CompletableFuture.completedStage(new Verification.Invalid("not an API key"));
        }
        String digest = digest(apiKey);
        Kept known = kept.getIfPresent(digest);
        if (known != null && timing.clock().instant().isBefore(known.until())) {
            return CompletableFuture.completedStage(known.verification());
        }
        if (flights.size() >= MAX_FLIGHTS) {
            return CompletableFuture.completedStage(
                    new Verification.Unavailable("too many API keys are being verified"));
        }
        Flight started = new Flight(new CompletableFuture<>());
        Flight other = flights.putIfAbsent(digest, started);
        if (other != null) {
            return other.landed().copy();
        }
        Thread.ofVirtual().name("kinde-api-key").start(() -> land(api, apiKey, digest, started));
        return started.landed().copy();
    }

    private void land(ManagementApi api, String apiKey, String digest, Flight flight) {
        Verification verification = new Verification.Unavailable("the call failed unexpectedly");
        try {
            verification = read(api, apiKey);
            keep(digest, flight, verification);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            flights.remove(digest, flight);
            flight.landed().complete(verification);
        }
    }

    // INVARIANT: as in FactCache, what is dropped while it is read is not kept.
    private void keep(String digest, Flight flight, Verification verification) {
        if (verification instanceof Verification.Unavailable) {
            return;
        }
        Duration life = verification instanceof Verification.Valid ? ttl : TTL_OF_REFUSALS;
        Kept value = new Kept(verification, timing.clock().instant().plus(life));
        flights.computeIfPresent(digest, (key, listed) -> {
            if (listed.equals(flight)) {
                kept.put(key, value);
            }
            return listed;
        });
    }

    private Verification read(ManagementApi api, String apiKey) throws InterruptedException {
        try {
            ApiKeyFacts facts = api.verify(apiKey);
            if (!facts.valid()) {
                return new Verification.Invalid("the API key is not active");
            }
            String subject = facts.user() == null ? facts.id() : facts.user();
            return subject.isEmpty()
                    ? new Verification.Unavailable("the answer does not say whose API key it is")
                    : new Verification.Valid(identity(facts, subject));
        } catch (ApiFailure e) {
            return e.kind() == ApiFailure.Kind.NOT_FOUND
                    ? new Verification.Invalid("the API key does not exist")
                    : new Verification.Unavailable("cannot verify API keys: " + e.reason());
        }
    }

    private Identity identity(ApiKeyFacts facts, String subject) {
        Instant now = timing.clock().instant();
        String code = facts.organization();
        Organization organization =
                code.isEmpty() ? Organization.NONE : new Organization(code, null, null, List.of(code));
        return new Identity(
                SubjectType.API_KEY,
                subject,
                organization,
                Sourced.absent(List.of()),
                Sourced.absent(List.of()),
                Sourced.absent(Map.of()),
                Sourced.absent(Properties.NONE),
                Sourced.absent(Billing.NONE),
                Profile.UNKNOWN,
                facts.scopes(),
                Trial.NONE,
                External.NONE,
                Attributes.EMPTY,
                new TokenFacts(issuer, List.of(), "", facts.id(), now, now.plus(ttl), null),
                null);
    }

    private static String digest(String apiKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Forgets which keys are good. */
    public void dropAll() {
        flights.clear();
        kept.invalidateAll();
    }
}
