package dev.verdict.engine.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How a source is followed.
 *
 * @param watch whether changes are followed at all; {@link LiveSet#reload()} works either way
 * @param quiet a file that was written more recently than this is not taken, and a change goes live this long after
 *     the last event
 * @param patience how long one file that never gets quiet keeps the others back
 * @param poll how often the source is looked at without any event
 * @param allowEmpty whether a set without policies may replace one with policies
 * @param clock tells when a revision began to serve and how old a file is
 * @param listener is told about every change
 */
public record LiveOptions(
        boolean watch,
        Duration quiet,
        Duration patience,
        Duration poll,
        boolean allowEmpty,
        InstantSource clock,
        LiveListener listener) {
    /** Watching, 200 ms of quiet, 2 s of patience, a look every 10 s. */
    public static final LiveOptions DEFAULT = new LiveOptions(
            true,
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            false,
            InstantSource.system(),
            LiveListener.NONE);

    public LiveOptions {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(listener, "listener");
        if (quiet.isNegative() || patience.compareTo(quiet) < 0 || !poll.isPositive()) {
            throw new IllegalArgumentException("quiet must not be negative, patience not below it, poll positive");
        }
    }

    /** These options with changes followed or not. */
    public LiveOptions watch(boolean follow) {
        return new LiveOptions(follow, quiet, patience, poll, allowEmpty, clock, listener);
    }

    /** These options with another quiet period; patience grows with it if it must. */
    public LiveOptions quiet(Duration period) {
        Duration enough = patience.compareTo(period) < 0 ? period : patience;
        return new LiveOptions(watch, period, enough, poll, allowEmpty, clock, listener);
    }

    /** These options with another patience. */
    public LiveOptions patience(Duration period) {
        return new LiveOptions(watch, quiet, period, poll, allowEmpty, clock, listener);
    }

    /** These options with another polling period. */
    public LiveOptions poll(Duration period) {
        return new LiveOptions(watch, quiet, patience, period, allowEmpty, clock, listener);
    }

    /** These options with empty sets allowed or not. */
    public LiveOptions allowEmpty(boolean allow) {
        return new LiveOptions(watch, quiet, patience, poll, allow, clock, listener);
    }

    /** These options with another clock. */
    public LiveOptions clock(InstantSource source) {
        return new LiveOptions(watch, quiet, patience, poll, allowEmpty, source, listener);
    }

    /** These options with another listener. */
    public LiveOptions listener(LiveListener told) {
        return new LiveOptions(watch, quiet, patience, poll, allowEmpty, clock, told);
    }
}
