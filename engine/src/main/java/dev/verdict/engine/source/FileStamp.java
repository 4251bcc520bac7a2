package dev.verdict.engine.source;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What tells one version of a file from the next without reading it. */
record FileStamp(@Nullable Object key, long size, FileTime modified) {
    private static final Duration FINE_TICK = Duration.ofMillis(50);
    private static final Duration COARSE_TICK = Duration.ofSeconds(2);

    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime());
    }

    /** False when a second write of the same size could still get the same stamp, because the clock of the file system is coarse. */
    boolean isSafe(Instant readAt) {
        Instant written = modified.toInstant();
        boolean wholeSeconds = written.truncatedTo(ChronoUnit.SECONDS).equals(written);
        Duration tick = wholeSeconds ? COARSE_TICK : FINE_TICK;
        return Duration.between(written, readAt).compareTo(tick) > 0;
    }
}
