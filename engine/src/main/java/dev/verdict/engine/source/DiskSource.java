package dev.verdict.engine.source;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/** A folder of policies. */
record DiskSource(Path root, DiskLimits limits) implements PolicySource {
    private static final int ATTEMPTS = 3;

    DiskSource {
        Objects.requireNonNull(limits, "limits");
        root = root.toAbsolutePath().normalize();
    }

    @Override
    public String description() {
        return root.toString();
    }

    @Override
    public SourceTree scan(SourceTree previous) {
        SourceTree tree = previous;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DiskScan scan = new DiskScan(root, limits, tree);
            tree = scan.run();
            if (scan.stayedTheSame()) {
                return tree;
            }
        }
        // Nobody knows of when the tree is, so it counts as rearranged just now.
        return tree.rearranged(Instant.now());
    }
}
