package dev.verdict.kinde.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verdict.kinde.api.ApiFailure;
import dev.verdict.kinde.api.Timing;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the APIs, fresh and old, and the questions that are on their way. Each question is on its way once, however
 * many wait for it. Bounded; thread-safe; nothing here blocks.
 */
final class FactCache {
    private static final long MAX_CHARACTERS = 64L << 20;
    private static final int CHARACTERS_OF_AN_ENTRY = 500;
    private static final int MAX_FLIGHTS = 2000;

    /** How long a failure is believed. */
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(2);

    private final Cache<Question, Known> known;
    private final ConcurrentMap<Question, Flight> flights = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Duration ttl;
    private final Duration staleFor;

    /** Blocks until there is an answer. */
    @FunctionalInterface
    interface Reading {
        Fact read() throws ApiFailure, InterruptedException;
    }

    /** What can be said about a question now. */
    sealed interface Answer {
        record Fresh(Fact fact) implements Answer {}

        /** An earlier answer, and why there is no newer one. */
        record Stale(Fact fact, String reason) implements Answer {}

        record None(String reason) implements Answer {}
    }

    /**
     * What is kept about a question.
     *
     * @param fact the last good answer
     * @param readAt when it was good
     * @param failure of the last attempt, null when it succeeded
     * @param askAgainAt until then no new attempt is made
     */
    private record Known(
            @Nullable Fact fact, Instant readAt, @Nullable String failure, Instant askAgainAt) {
        int weight() {
            return CHARACTERS_OF_AN_ENTRY + (fact == null ? 0 : fact.toString().length());
        }
    }

    /**
     * A question on its way.
     *
     * @param landed completes with the answer, never exceptionally
     */
    record Flight(CompletableFuture<Answer> landed, Instant startedAt) {}

    FactCache(EnrichmentSettings settings, Timing timing) {
        clock = timing.clock();
        ttl = settings.ttl();
        staleFor = settings.staleFor();
        known = Caffeine.newBuilder()
                .maximumWeight(MAX_CHARACTERS)
                .weigher((Question question, Known value) -> value.weight()
                        + question.subject().length()
                        + question.organization().length())
                .ticker(() -> nanoseconds(clock.instant()))
                .expireAfterWrite(ttl.plus(staleFor))
                .executor(Runnable::run)
                .build();
    }

    private static long nanoseconds(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /** The answer that needs no new attempt: it is fresh, or the last attempt failed just now; else null. */
    @Nullable
    Answer settled(Question question) {
        Known entry = known.getIfPresent(question);
        return entry != null && clock.instant().isBefore(entry.askAgainAt()) ? answer(entry, "") : null;
    }

    /** The best that can be said without a new answer; {@code reason} says why there is none. */
    Answer withoutNew(Question question, String reason) {
        Known entry = known.getIfPresent(question);
        return entry == null ? new Answer.None(reason) : answer(entry, reason);
    }

    private Answer answer(Known entry, String reason) {
        Instant now = clock.instant();
        Fact fact = entry.fact();
        if (fact != null && entry.failure() == null && now.isBefore(entry.askAgainAt())) {
            return new Answer.Fresh(fact);
        }
        String why = entry.failure() == null ? reason : entry.failure();
        return fact != null && now.isBefore(entry.readAt().plus(ttl).plus(staleFor))
                ? new Answer.Stale(fact, why)
                : new Answer.None(why);
    }

    /** Sends the question on its way unless it is already; null when too many are. */
    @Nullable
    Flight ask(Question question, Reading reading) {
        Flight underWay = flights.get(question);
        if (underWay != null) {
            return underWay;
        }
        if (flights.size() >= MAX_FLIGHTS) {
            return null;
        }
        Flight started = new Flight(new CompletableFuture<>(), clock.instant());
        Flight other = flights.putIfAbsent(question, started);
        if (other != null) {
            return other;
        }
        Answer landedJustNow = settled(question);
        if (landedJustNow != null) {
            flights.remove(question, started);
            started.landed().complete(landedJustNow);
        } else {
            Thread.ofVirtual().name("kinde-enrichment").start(() -> land(question, started, reading));
        }
        return started;
    }

    private void land(Question question, Flight flight, Reading reading) {
        Answer answer = new Answer.None("the call failed unexpectedly");
        try {
            Known result = read(question, reading);
            keep(question, flight, result);
            answer = answer(result, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            flights.remove(question, flight);
            flight.landed().complete(answer);
        }
    }

    private Known read(Question question, Reading reading) throws InterruptedException {
        try {
            Fact fact = reading.read();
            Instant now = clock.instant();
            return new Known(fact, now, null, now.plus(ttl));
        } catch (ApiFailure e) {
            return failed(question, e);
        }
    }

    /** The last good answer outlives a failure, but not the news that what it is about is gone or out of reach. */
    private Known failed(Question question, ApiFailure failure) {
        Known earlier = known.getIfPresent(question);
        Instant again = clock.instant().plus(BETWEEN_FAILURES);
        return earlier == null || isFinal(question, failure)
                ? new Known(null, Instant.EPOCH, failure.reason(), again)
                : new Known(earlier.fact(), earlier.readAt(), failure.reason(), again);
    }

    private static boolean isFinal(Question question, ApiFailure failure) {
        return switch (failure.kind()) {
            case NOT_FOUND -> true;
            // Our own credentials say nothing about the user, but the user's do.
            case UNAUTHORIZED, FORBIDDEN -> question.from() == From.ACCOUNT_API;
            case UNAVAILABLE, INVALID -> false;
        };
    }

    // INVARIANT: an answer is kept only while its flight is still listed. Dropping takes flights off the list before it
    // removes answers, so nothing that was asked before a drop is kept after it.
    private void keep(Question question, Flight flight, Known value) {
        flights.computeIfPresent(question, (key, listed) -> {
            if (listed.equals(flight)) {
                known.put(key, value);
            }
            return listed;
        });
    }

    /** Forgets the answers and the questions under way of which {@code isOutdated} holds; the fact may be null. */
    void drop(BiPredicate<Question, @Nullable Fact> isOutdated) {
        flights.keySet().removeIf(question -> isOutdated.test(question, null));
        known.asMap()
                .entrySet()
                .removeIf(entry ->
                        isOutdated.test(entry.getKey(), entry.getValue().fact()));
    }
}
