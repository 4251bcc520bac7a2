package dev.verdict.engine.live;

import dev.verdict.engine.source.SourceFile;
import dev.verdict.engine.source.SourceTree;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one look after the other finds in motion. Looks come a quiet period apart or less often, so nothing ends here
 * because time has passed: a file has been written until a look finds it at rest, and a wait lasts until a tree is taken.
 * Not for use by several threads; times are those of {@link System#nanoTime()}.
 */
final class Settling {
    private final LiveOptions options;
    private final long patience;
    private final long starvation;
    private final Map<String, Long> writtenSince = new HashMap<>();

    /** What the last look would have taken; null when it was taken. */
    private @Nullable SourceTree looked;

    private long unchangedSince;
    private boolean waiting;
    private long waitingSince;
    private long lastLook;

    Settling(LiveOptions options) {
        this.options = options;
        this.patience = options.patience().toNanos();
        this.starvation = Bursts.STARVED_AFTER_PATIENCES * patience;
    }

    /** Begins a look: the files that are not in {@code earlier} as they are and may not be whole yet. */
    Set<SourceFile> written(SourceTree tree, SourceTree earlier, long now) {
        if (now - lastLook >= starvation) {
            // Whoever looked then has given up, and what moves now is something else.
            taken();
            writtenSince.clear();
        }
        lastLook = now;
        Instant instant = options.clock().instant();
        Set<SourceFile> written = new HashSet<>();
        for (SourceFile file : tree.changedSince(earlier)) {
            if (!isQuiet(file.modified(), instant)) {
                written.add(file);
            }
        }
        writtenSince.keySet().retainAll(written.stream().map(SourceFile::path).collect(Collectors.toSet()));
        written.forEach(file -> writtenSince.putIfAbsent(file.path(), now));
        return written;
    }

    /** True when nobody waits for a file that is being written any more. */
    boolean isWrittenForLong(SourceFile file, long now) {
        return isStarved(now) || now - writtenSince.getOrDefault(file.path(), now) >= patience;
    }

    /**
     * What the folder that {@code tree} shows is doing. Half of a deletion, of a move or of a copy is a set too, and
     * mostly one that compiles; so it must be at rest, or stay the same for the patience although something moves in it.
     */
    Arrangement arrangement(SourceTree tree, long now) {
        if (looked == null || !tree.sameContentAs(looked)) {
            unchangedSince = now;
        }
        looked = tree;
        if (isQuiet(tree.rearranged(), options.clock().instant())) {
            return Arrangement.AT_REST;
        }
        return now - unchangedSince >= patience || isStarved(now) ? Arrangement.RESTLESS : Arrangement.MOVING;
    }

    /** Whether a tree may be taken while files come and go. */
    enum Arrangement {
        /** Nothing was added or removed within the quiet period. */
        AT_REST,
        /** The tree may be half of what is meant. */
        MOVING,
        /** Something moves, but for the patience nothing that is read, or for so long that nobody waits any more. */
        RESTLESS
    }

    /** Ends a look at a tree that is not taken. */
    void refused(long now) {
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
    }

    /** Ends a look at a tree that is taken. */
    void taken() {
        waiting = false;
        looked = null;
    }

    /** True when the looks since the last tree was taken have been refused for longer than the patience. */
    boolean isLate(long now) {
        return waiting && now - waitingSince >= patience;
    }

    private boolean isStarved(long now) {
        return waiting && now - waitingSince >= starvation;
    }

    private boolean isQuiet(Instant changed, Instant now) {
        return Duration.between(changed, now).abs().compareTo(options.quiet()) >= 0;
    }
}
