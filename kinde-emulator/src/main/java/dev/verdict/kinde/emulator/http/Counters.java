package dev.verdict.kinde.emulator.http;

import java.util.Map;
import java.util.TreeMap;

/** Counts requests by method and path. Safe for use by several threads; knows at most 10,000 paths. */
public final class Counters {
    private static final int MAX_PATHS = 10_000;

    private final Map<String, Long> counts = new TreeMap<>();

    /** Counts one request; of too many different ones, under {@code other}. */
    public synchronized void count(String method, String path) {
        String key = method + " " + path;
        counts.merge(counts.size() < MAX_PATHS || counts.containsKey(key) ? key : "other", 1L, Long::sum);
    }

    /** How often the path was asked for with the method. */
    public synchronized long of(String method, String path) {
        return counts.getOrDefault(method + " " + path, 0L);
    }

    /** All counts, as in {@code GET /.well-known/jwks}, sorted. */
    public synchronized Map<String, Long> all() {
        return new TreeMap<>(counts);
    }

    /** Starts again from zero. */
    public synchronized void reset() {
        counts.clear();
    }
}
