package dev.verdict.conformance.faults;

import java.time.Duration;

/**
 * How much a run does.
 *
 * @param perSecond questions of all connections together
 * @param hold how long each fault lasts after it was noticed
 * @param bulkFiles number of the files that are replaced together
 * @param isLong whether the rarer injections have a place, and each fault is repaired with the old content first
 */
public record FaultRunOptions(
        int perSecond, int httpConnections, int grpcConnections, Duration hold, int bulkFiles, boolean isLong) {
    /** 300 questions a second, for the build. */
    public static final FaultRunOptions SHORT = new FaultRunOptions(300, 4, 2, Duration.ofMillis(100), 60, false);

    /** 1,000 questions a second. */
    public static final FaultRunOptions LONG = new FaultRunOptions(1000, 8, 2, Duration.ofSeconds(1), 1000, true);

    /** These options with another load. */
    public FaultRunOptions perSecond(int questions) {
        return new FaultRunOptions(questions, httpConnections, grpcConnections, hold, bulkFiles, isLong);
    }

    /** These options with faults of another duration. */
    public FaultRunOptions hold(Duration time) {
        return new FaultRunOptions(perSecond, httpConnections, grpcConnections, time, bulkFiles, isLong);
    }
}
