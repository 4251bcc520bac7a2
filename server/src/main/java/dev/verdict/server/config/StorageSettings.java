package dev.verdict.server.config;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Section {@code storage}: where policies come from.
 *
 * @param directory folder or archive
 * @param watchForChanges whether changed files are picked up while the server runs
 */
public record StorageSettings(Path directory, boolean watchForChanges) {
    public StorageSettings {
        Objects.requireNonNull(directory, "directory");
    }
}
