package dev.verdict.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.source.WatchPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatchTest {
    private static final long ENOUGH = TimeUnit.SECONDS.toNanos(30);

    @TempDir
    private Path root;

    private static WatchPoint all(Path directory) {
        return new WatchPoint(directory, null, null);
    }

    @Test
    void noticesThatTheContentOfADirectoryMayBeReadAgain() throws IOException, InterruptedException {
        Path below = Files.createDirectory(root.resolve("below"));
        try (DirectoryWatch watch = DirectoryWatch.open()) {
            assertThat(watch.follow(Set.of(all(root), all(below)))).isTrue();
            Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwx------"));
            assertThat(watch.await(ENOUGH)).isNotEmpty();
        }
    }

    @Test
    void triesAgainToWatchWhatCouldNotBeWatched() throws IOException {
        Set<WatchPoint> points = Set.of(all(root), all(root.resolve("later")));
        try (DirectoryWatch watch = DirectoryWatch.open()) {
            assertThat(watch.follow(points)).isTrue();
            assertThat(watch.isComplete()).isFalse();
            assertThat(watch.follow(points)).isFalse();
            Files.createDirectory(root.resolve("later"));
            assertThat(watch.follow(points)).isTrue();
            assertThat(watch.isComplete()).isTrue();
        }
    }
}
