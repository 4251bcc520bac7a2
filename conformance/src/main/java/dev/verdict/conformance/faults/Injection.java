package dev.verdict.conformance.faults;

import java.io.IOException;
import java.util.List;

/**
 * A fault, or a change that is written in an unusual way.
 *
 * @param name for reports
 * @param kind what is to come of it
 * @param reason what a line of the health detail, and the log, must say; nothing for nothing
 * @param damage does it; announces before what it means to change
 * @param repair makes the folder hold {@link Scene#newest()} again
 * @param extent in which runs it has a place
 */
record Injection(String name, Kind kind, List<String> reason, Step damage, Step repair, Extent extent) {
    Injection {
        reason = List.copyOf(reason);
    }

    /** What is to come of an injection. */
    enum Kind {
        /** The last good set serves until the repair. */
        REFUSED,
        /** What was announced goes live. */
        SERVED
    }

    /** In which runs an injection has a place. */
    enum Extent {
        ALWAYS,
        LONG_RUN,
        /** Always, where the server can be kept from reading what it may not. */
        WITH_PERMISSIONS
    }

    /** Something done to the folder. */
    interface Step {
        void on(Scene scene) throws IOException, InterruptedException;
    }

    Injection inLongRunsOnly() {
        return new Injection(name, kind, reason, damage, repair, Extent.LONG_RUN);
    }

    Injection withPermissions() {
        return new Injection(name, kind, reason, damage, repair, Extent.WITH_PERMISSIONS);
    }
}
