package dev.verdict.kinde.token;

import dev.verdict.kinde.token.KeySetConfig.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a JWKS endpoint. Fetches happen on virtual threads, one at a time. Keys once fetched are good until newer
 * ones arrive, however long the endpoint is down; while there are none, fetching is tried again and again.
 */
final class RemoteKeys implements KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);
    private static final Duration USUAL_LIFETIME = Duration.ofHours(1);
    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(1);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);
    private static final Duration BETWEEN_REFETCHES = Duration.ofSeconds(30);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final int MAX_DOUBLINGS = 10;

    private final KeySetConfig config;
    private final Source.Remote source;
    private final JwksFetcher fetcher;
    private final InstantSource clock;
    private final ScheduledExecutorService scheduler;
    private final Duration firstBackOff;

    private volatile @Nullable KeyRing keys;
    private volatile Instant refreshAt = Instant.MAX;

    // INVARIANT: the fields below are only touched while this object is locked.
    private @Nullable CompletableFuture<KeyLookup> flight;

    private @Nullable Instant lastRefetch;

    private int failures;

    RemoteKeys(
            KeySetConfig config,
            Source.Remote source,
            JwksFetcher fetcher,
            InstantSource clock,
            ScheduledExecutorService scheduler,
            Duration firstBackOff) {
        this.config = config;
        this.source = source;
        this.fetcher = fetcher;
        this.clock = clock;
        this.scheduler = scheduler;
        this.firstBackOff = firstBackOff;
    }

    @Override
    public CompletionStage<KeyLookup> current() {
        KeyRing known = keys;
        if (known == null) {
            return waitingFor();
        }
        if (!clock.instant().isBefore(refreshAt)) {
            CompletionStage<KeyLookup> unused = fetch();
        }
        return CompletableFuture.completedStage(new KeyLookup.Found(known));
    }

    @Override
    public CompletionStage<KeyLookup> newer() {
        synchronized (this) {
            Instant now = clock.instant();
            if (flight != null) {
                return flight;
            }
            if (lastRefetch != null && now.isBefore(lastRefetch.plus(BETWEEN_REFETCHES))) {
                return CompletableFuture.completedStage(lookup());
            }
            lastRefetch = now;
        }
        return fetch();
    }

    /** The fetch that is under way, if any; the caller waits no longer than a fetch may take. */
    private synchronized CompletionStage<KeyLookup> waitingFor() {
        return flight != null ? flight : CompletableFuture.completedStage(lookup());
    }

    /** Starts to fetch the keys, unless that is under way already. */
    synchronized CompletionStage<KeyLookup> fetch() {
        if (flight != null) {
            return flight;
        }
        CompletableFuture<KeyLookup> started = new CompletableFuture<>();
        flight = started;
        Thread.ofVirtual().name("jwks-" + config.id()).start(() -> {
            try {
                fetchNow();
            } finally {
                synchronized (this) {
                    flight = null;
                }
                started.complete(lookup());
            }
        });
        return started;
    }

    private void fetchNow() {
        try {
            JwksFetcher.Fetched fetched = fetcher.fetch(source.url());
            keys = new KeyRingParser(config).json(fetched.text());
            refreshAt = clock.instant().plus(lifetime(fetched));
            succeeded();
        } catch (IOException e) {
            failed(e.getMessage() == null ? "no answer" : e.getMessage());
        } catch (RefusedToken e) {
            failed(e.result().reason());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration lifetime(JwksFetcher.Fetched fetched) {
        if (source.refreshInterval() != null) {
            return source.refreshInterval();
        }
        Duration lifetime = fetched.lifetime() == null ? USUAL_LIFETIME : fetched.lifetime();
        Duration bounded = lifetime.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : lifetime;
        return bounded.compareTo(SHORTEST_LIFETIME) < 0 ? SHORTEST_LIFETIME : bounded;
    }

    private synchronized void succeeded() {
        if (failures > 0) {
            LOG.info("Fetched the keys of key set {} again after {} failures", config.id(), failures);
        }
        failures = 0;
    }

    private synchronized void failed(String reason) {
        failures++;
        if (keys != null) {
            refreshAt = clock.instant().plus(BETWEEN_REFETCHES);
            LOG.warn("Cannot refresh the keys of key set {}, the old ones stay: {}", config.id(), reason);
            return;
        }
        long factor = 1L << Math.min(failures - 1, MAX_DOUBLINGS);
        Duration delay = firstBackOff.multipliedBy(factor);
        Duration bounded = delay.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : delay;
        LOG.warn("Cannot fetch the keys of key set {}, next try in {}: {}", config.id(), bounded, reason);
        if (!scheduler.isShutdown()) {
            var unused = scheduler.schedule(this::fetch, bounded.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private KeyLookup lookup() {
        KeyRing known = keys;
        return known != null
                ? new KeyLookup.Found(known)
                : new KeyLookup.Missing(
                        TokenProblem.KEYS_UNAVAILABLE,
                        "the keys of key set `" + config.id() + "` are not available yet");
    }
}
