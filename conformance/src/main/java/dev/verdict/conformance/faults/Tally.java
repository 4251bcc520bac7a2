package dev.verdict.conformance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What became of the questions of one stretch of time. Safe for use by several threads. */
public final class Tally {
    private static final int MAX_EXAMPLES = 5;

    private final long start = System.nanoTime();
    private final List<String> examples = new ArrayList<>();
    private int[] latencyMicros = new int[1024];
    private int requests;
    private int wrong;
    private int errors;

    synchronized void answered(long nanos) {
        if (requests == latencyMicros.length) {
            latencyMicros = Arrays.copyOf(latencyMicros, 2 * requests);
        }
        latencyMicros[requests++] = (int) Math.min(nanos / 1000, Integer.MAX_VALUE);
    }

    synchronized void wrong(String what) {
        wrong++;
        example("wrong answer: " + what);
    }

    synchronized void error(String what) {
        errors++;
        example("error: " + what);
    }

    private void example(String what) {
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(what);
        }
    }

    /** The numbers so far. */
    synchronized Counts counts() {
        int[] sorted = Arrays.copyOf(latencyMicros, requests);
        Arrays.sort(sorted);
        int p99 = requests == 0 ? 0 : sorted[Math.min(requests - 1, requests * 99 / 100)];
        return new Counts(
                requests,
                wrong,
                errors,
                Duration.ofNanos(System.nanoTime() - start),
                Duration.ofNanos(1000L * p99),
                examples);
    }

    /**
     * Numbers of a stretch of time.
     *
     * @param requests questions that got an answer, right or wrong
     * @param errors questions that got none
     * @param latency of the slowest but one in a hundred
     * @param examples some of what was wrong
     */
    public record Counts(int requests, int wrong, int errors, Duration time, Duration latency, List<String> examples) {
        public Counts {
            examples = List.copyOf(examples);
        }

        /** True when every question got a right answer, and there was one. */
        public boolean isClean() {
            return requests > 0 && wrong == 0 && errors == 0;
        }
    }
}
