package dev.verdict.kinde.kit;

import java.nio.file.Path;
import java.util.List;

/** What became of writing the kit to a folder. Paths are in the order of the kit. */
public sealed interface KitResult {
    /**
     * The files are there.
     *
     * @param files that were written
     * @param kept that were there before, and were left as they are
     */
    record Written(List<Path> files, List<Path> kept) implements KitResult {
        public Written {
            files = List.copyOf(files);
            kept = List.copyOf(kept);
        }
    }

    /**
     * Nothing was written, because files are in the way.
     *
     * @param changed files that are there with another content than the kit's
     */
    record Refused(List<Path> changed) implements KitResult {
        public Refused {
            changed = List.copyOf(changed);
        }
    }
}
