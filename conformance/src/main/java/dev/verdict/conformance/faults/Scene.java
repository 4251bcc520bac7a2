package dev.verdict.conformance.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What an injection acts on: the folder, what may be answered, and what the server says about it. For one thread. */
final class Scene {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LAST_VERSION = 255;

    private final PolicyFolder folder;
    private final ActiveSets active;
    private final ServerUnderTest server;
    private int version = 1;
    private @Nullable String reasonSeen;

    Scene(PolicyFolder folder, ActiveSets active, ServerUnderTest server) {
        this.folder = folder;
        this.active = active;
        this.server = server;
    }

    PolicyFolder folder() {
        return folder;
    }

    /** The set that is active or about to be. */
    PolicySet newest() {
        return active.newest();
    }

    /** The right text of a kind. */
    String text(String kind) {
        return PolicySet.text(kind, newest().version(kind));
    }

    /** From now on answers may come from a set in which these kinds have a new version; it is to be written next. */
    PolicySet announce(String... kinds) {
        return announce(List.of(kinds));
    }

    /** As {@link #announce(String...)}. */
    PolicySet announce(List<String> kinds) {
        version = version % LAST_VERSION + 1;
        active.announce(newest().with(kinds, version));
        return newest();
    }

    /** From now on answers may come from a set without policies for these kinds. */
    void announceWithout(String... kinds) {
        active.announce(newest().with(List.of(kinds), PolicySet.NONE));
    }

    /** From now on answers may come from a set in which these kinds have the versions of {@code earlier} again. */
    void announceAgain(PolicySet earlier, List<String> kinds) {
        PolicySet next = newest();
        for (String kind : kinds) {
            next = next.with(List.of(kind), earlier.version(kind));
        }
        active.announce(next);
    }

    /** True when no announced change is outstanding. */
    boolean isSettled() {
        return active.isSettled();
    }

    /** Waits until the announced change was seen in an answer. */
    void awaitSwitch() throws InterruptedException, IOException {
        await("the change in the answers", active::isSettled);
    }

    /** Waits until the health detail has a line with all these parts. */
    void awaitReason(List<String> parts) throws InterruptedException, IOException {
        await("the reason " + parts + " in the health detail", () -> seesReason(parts));
    }

    /** True when the health detail has a line with all these parts now; it is remembered. */
    boolean seesReason(List<String> parts) throws IOException, InterruptedException {
        for (String line : server.detail()) {
            if ((line.startsWith("rejected: ") || line.startsWith("held: "))
                    && parts.stream().allMatch(line::contains)) {
                reasonSeen = line;
                return true;
            }
        }
        return false;
    }

    /** Waits until the health detail has nothing to complain about. */
    void awaitClean() throws InterruptedException, IOException {
        await(
                "a clean health detail",
                () -> server.detail().stream()
                        .noneMatch(line -> line.startsWith("rejected: ") || line.startsWith("held: ")));
    }

    /** The line that {@link #seesReason} found, once. */
    @Nullable
    String takeReason() {
        String taken = reasonSeen;
        reasonSeen = null;
        return taken;
    }

    /** Something that becomes true. */
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "waited " + PATIENCE.toSeconds() + " s in vain for " + what + ", it says " + server.detail());
            }
            TimeUnit.MILLISECONDS.sleep(15);
        }
    }
}
