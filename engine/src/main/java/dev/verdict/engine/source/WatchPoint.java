package dev.verdict.engine.source;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place on disk where a change can change the tree.
 *
 * @param directory an existing directory
 * @param name the only entry of the directory that matters, or null when all do
 * @param identity the file key of the directory at the time of the scan, or null where the file system has none
 */
public record WatchPoint(
        Path directory, @Nullable String name, @Nullable Object identity) {
    public WatchPoint {
        Objects.requireNonNull(directory, "directory");
    }

    /**
     * True when a change of an entry of the directory can change the tree.
     *
     * @param contentOnly the entry was written to, not added or removed
     */
    public boolean concerns(String entry, boolean contentOnly) {
        if (name != null) {
            return name.equals(entry);
        }
        // A directory cannot be told from a file once it is gone, so an addition or removal counts under any visible
        // name.
        return !Layout.isHidden(entry) && (!contentOnly || Layout.isPolicyFile(entry) || Layout.isSchemaFile(entry));
    }
}
