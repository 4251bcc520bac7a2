package dev.verdict.kinde.token;

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
    private static final Duration BETWEEN_REFETCHES = Duration.ofSeconds(30);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);
    private static final int MAX_DOUBLINGS = 10;

    private final String id;
    private final KeyEndpoint endpoint;
    private final KeyReader reader;
    private final Lifetimes lifetimes;
    private final InstantSource clock;
    private final ScheduledExecutorService scheduler;
    private final Duration firstBackOff;

    private volatile @Nullable KeyRing keys;

    /** Milliseconds since the epoch; far away while a fetch is under way. */
    private volatile long refreshAt = Long.MAX_VALUE;

    private volatile KeysState state = new KeysState(false, null, null);

    // INVARIANT: the fields below are only touched while this object is locked.
    private @Nullable CompletableFuture<KeyLookup> flight;

    private @Nullable Instant lastRefetch;

    private int failures;

    /** What {@link #keys} were read from; only touched by the fetch that is under way. */
    private String text = "";

    RemoteKeys(
            String id,
            KeyEndpoint endpoint,
            KeyReader reader,
            Lifetimes lifetimes,
            InstantSource clock,
            ScheduledExecutorService scheduler,
            Duration firstBackOff) {
        this.id = id;
        this.endpoint = endpoint;
        this.reader = reader;
        this.lifetimes = lifetimes;
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
        refreshIfDue(clock.millis());
        return CompletableFuture.completedStage(new KeyLookup.Found(known));
    }

    private void refreshIfDue(long nowMillis) {
        if (nowMillis >= refreshAt) {
            CompletionStage<KeyLookup> unused = fetch();
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean isCurrent(KeyRing ring, long nowMillis) {
        refreshIfDue(nowMillis);
        return keys == ring;
    }

    @Override
    public KeysState state() {
        return state;
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
        refreshAt = Long.MAX_VALUE;
        Thread.ofVirtual().name("jwks-" + id).start(() -> {
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
            JwksFetcher.Fetched fetched = endpoint.fetch();
            accept(fetched.text());
            refreshAt = clock.instant().plus(lifetimes.of(fetched.lifetime())).toEpochMilli();
            succeeded();
        } catch (IOException e) {
            failed(e.getMessage() == null ? "no answer" : e.getMessage());
        } catch (RefusedToken e) {
            failed(e.reason());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed("the fetch was interrupted");
        } catch (RuntimeException | Error e) {
            // whatever it is, the next fetch must be planned, or there never is one again
            LOG.error("Fetching the keys of key set {} failed unexpectedly", id, e);
            failed("the fetch failed unexpectedly");
        }
    }

    /** Keeps the ring while the text is the same, so that what was verified with it stays verified. */
    private void accept(String newText) throws RefusedToken {
        if (keys == null || !newText.equals(text)) {
            keys = reader.read(newText);
            text = newText;
        }
    }

    private synchronized void succeeded() {
        if (failures > 0) {
            LOG.info("Fetched the keys of key set {} again after {} failures", id, failures);
        }
        failures = 0;
        state = new KeysState(true, clock.instant(), null);
    }

    private synchronized void failed(String reason) {
        failures++;
        state = new KeysState(keys != null, state.fetchedAt(), reason);
        if (keys != null) {
            refreshAt = clock.instant().plus(BETWEEN_REFETCHES).toEpochMilli();
            LOG.warn("Cannot refresh the keys of key set {}, the old ones stay: {}", id, reason);
            return;
        }
        long factor = 1L << Math.min(failures - 1, MAX_DOUBLINGS);
        Duration delay = firstBackOff.multipliedBy(factor);
        Duration bounded = delay.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : delay;
        LOG.warn("Cannot fetch the keys of key set {}, next try in {}: {}", id, bounded, reason);
        if (!scheduler.isShutdown()) {
            var unused = scheduler.schedule(this::fetch, bounded.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private KeyLookup lookup() {
        KeyRing known = keys;
        return known != null
                ? new KeyLookup.Found(known)
                : new KeyLookup.Missing(
                        TokenProblem.KEYS_UNAVAILABLE, "the keys of key set `" + id + "` are not available yet");
    }
}
