package dev.verdict.server.metrics;

import java.time.Duration;
import java.util.Arrays;

/** Bounds of histograms. */
final class Buckets {
    private Buckets() {}

    static Duration[] millis(long... millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** The latencies that the reference tells apart, in milliseconds. */
    static double[] latencyMillis() {
        return new double[] {
            0.01, 0.05, 0.1, 0.3, 0.6, 0.8, 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50, 65, 80, 100, 130, 160,
            200, 250, 300, 400, 500, 650, 800, 1000, 2000, 5000, 10000, 20000, 50000, 100000
        };
    }

    /** The batch sizes that the reference tells apart. */
    static double[] batchSizes() {
        // A bound must be positive, so there is none for the batch of nothing, which does not occur.
        return new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50};
    }

    static double[] bodyBytes() {
        return new double[] {5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000};
    }
}
