package dev.verdict.conformance.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one injection.
 *
 * @param name of the injection
 * @param counts what became of the questions in its time
 * @param noticed from the damage until the health detail told the reason; null when none was to be told
 * @param recovered from the repair until the first answer that shows it; null when it was never seen
 * @param reason line of the health detail
 * @param problems what else is wrong
 */
public record Finding(
        String name,
        Tally.Counts counts,
        @Nullable Duration noticed,
        @Nullable Duration recovered,
        String reason,
        List<String> problems) {
    /** Heading over {@link #line()}. */
    public static final String HEADING = "%-48s %8s %6s %6s %6s %8s %8s %9s  %s"
            .formatted("injection", "requests", "per s", "wrong", "errors", "p99 ms", "noticed", "recovered", "reason");

    private static final int LONGEST_REASON = 160;

    public Finding {
        problems = List.copyOf(problems);
    }

    /** True when all is as it must be. */
    public boolean isClean() {
        return problems.isEmpty() && counts.isClean();
    }

    Finding withProblem(String problem) {
        List<String> more = new ArrayList<>(problems);
        more.add(problem);
        return new Finding(name, counts, noticed, recovered, reason, more);
    }

    Finding renamed(String other) {
        return new Finding(other, counts, noticed, recovered, reason, problems);
    }

    /** One line of a report, followed by one for each problem. */
    public String line() {
        double seconds = counts.time().toNanos() / 1e9;
        String shown = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "..." : reason;
        StringBuilder line = new StringBuilder(String.format(
                        Locale.ROOT,
                        "%-48s %8d %6.0f %6d %6d %8.1f %8s %9s  %s",
                        name,
                        counts.requests(),
                        counts.requests() / seconds,
                        counts.wrong(),
                        counts.errors(),
                        counts.latency().toNanos() / 1e6,
                        millis(noticed),
                        millis(recovered),
                        shown)
                .stripTrailing());
        counts.examples().forEach(example -> line.append("\n    ").append(example));
        problems.forEach(problem -> line.append("\n    ").append(problem));
        return line.toString();
    }

    private static String millis(@Nullable Duration time) {
        return time == null ? "" : time.toMillis() + " ms";
    }
}
