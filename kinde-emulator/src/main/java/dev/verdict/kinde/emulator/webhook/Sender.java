package dev.verdict.kinde.emulator.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings deliveries to their endpoints one after the other, and tries again as Kinde does, only faster. */
final class Sender implements AutoCloseable {
    /** Kinde's waits after the first attempt, each from the attempt before. */
    private static final List<Duration> WAITS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(12));

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_REMEMBERED = 10_000;

    /** What is to be sent. */
    record Parcel(String webhookId, WebhookEvent event, WebhookEndpoint endpoint, String body, int copies) {}

    private final double pace;
    private final ScheduledExecutorService queue = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhooks").factory());
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicInteger epoch = new AtomicInteger();

    Sender(double pace) {
        this.pace = pace;
    }

    void send(Parcel parcel) {
        unfinished.incrementAndGet();
        schedule(parcel, 1, Duration.ZERO, epoch.get());
    }

    private void schedule(Parcel parcel, int attempt, Duration wait, int begun) {
        long nanos = (long) (wait.toNanos() * pace);
        try {
            var ignored = queue.schedule(() -> attempt(parcel, attempt, begun), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // closed meanwhile: nobody waits for it
            unfinished.decrementAndGet();
        }
    }

    private void attempt(Parcel parcel, int attempt, int begun) {
        if (begun != epoch.get()) {
            return;
        }
        int status = post(parcel);
        if (begun != epoch.get()) {
            return;
        }
        remember(parcel, attempt, status);
        if (status != 200 && attempt <= WAITS.size()) {
            schedule(parcel, attempt + 1, WAITS.get(attempt - 1), begun);
            return;
        }
        for (int copy = 0; status == 200 && copy < parcel.copies(); copy++) {
            remember(parcel, attempt, post(parcel));
        }
        unfinished.decrementAndGet();
    }

    private int post(Parcel parcel) {
        HttpRequest request = HttpRequest.newBuilder(parcel.endpoint().url())
                .timeout(TIMEOUT)
                .header("Content-Type", "application/jwt")
                .header("webhook-id", parcel.webhookId())
                .POST(HttpRequest.BodyPublishers.ofString(parcel.body()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void remember(Parcel parcel, int attempt, int status) {
        synchronized (deliveries) {
            if (deliveries.size() >= MAX_REMEMBERED) {
                deliveries.remove(0);
            }
            deliveries.add(new Delivery(
                    parcel.webhookId(),
                    parcel.event().id(),
                    parcel.event().type(),
                    parcel.endpoint().url(),
                    attempt,
                    status,
                    Instant.now()));
        }
    }

    List<Delivery> deliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    int unfinished() {
        return unfinished.get();
    }

    /** Forgets deliveries, done and to come. */
    void reset() {
        epoch.incrementAndGet();
        unfinished.set(0);
        synchronized (deliveries) {
            deliveries.clear();
        }
    }

    @Override
    public void close() {
        queue.shutdownNow();
        client.shutdownNow();
    }
}
