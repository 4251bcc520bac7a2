package dev.verdict.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verdict.engine.source.PolicySource;
import dev.verdict.engine.source.SourceFile;
import dev.verdict.engine.source.SourceTree;
import dev.verdict.policy.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders in which something happens before each look, however rarely the machine lets anybody look. */
class RestlessFolderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final FileTime LONG_AGO = FileTime.from(NOW.minus(Duration.ofDays(30)));

    private static final LiveOptions OPTIONS = LiveOptions.DEFAULT
            .poll(Duration.ofMillis(100))
            .patience(Duration.ofMillis(600))
            .clock(InstantSource.fixed(NOW));

    @TempDir
    private Path root;

    private @Nullable LiveSet<Map<String, String>> live;
    private volatile Step before = () -> {};

    /** What somebody does to the folder. */
    private interface Step {
        void run() throws IOException;
    }

    @BeforeEach
    void writeOnePolicy() throws IOException {
        put("a.yaml", "old", LONG_AGO);
        rearranged(LONG_AGO);
    }

    @AfterEach
    void close() {
        if (live != null) {
            live.close();
        }
    }

    private void put(String name, String text, FileTime written) throws IOException {
        Files.setLastModifiedTime(Files.writeString(root.resolve(name), text), written);
    }

    private void rearranged(FileTime when) throws IOException {
        Files.setLastModifiedTime(root, when);
    }

    /** The folder, in which {@link #before} happens before each look. */
    private PolicySource source() {
        PolicySource disk = PolicySource.disk(root);
        return new PolicySource() {
            @Override
            public String description() {
                return disk.description();
            }

            @Override
            public SourceTree scan(SourceTree previous) {
                try {
                    before.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return disk.scan(previous);
            }
        };
    }

    private static Outcome<Map<String, String>> compile(SourceTree tree) {
        Map<String, String> texts = new TreeMap<>();
        for (SourceFile file : tree.policies()) {
            texts.put(file.path(), new String(file.bytes(), StandardCharsets.UTF_8));
        }
        return new Outcome.Accepted<>(texts, List.of());
    }

    private LiveSet<Map<String, String>> start(LiveOptions options) {
        Start<Map<String, String>> start = LiveSet.start(source(), RestlessFolderTest::compile, options);
        assertThat(start).isInstanceOf(Start.Started.class);
        live = ((Start.Started<Map<String, String>>) start).set();
        return live;
    }

    private static LiveStatus reload(LiveSet<?> set) throws Exception {
        return CompletableFuture.supplyAsync(set::reload).get(30, TimeUnit.SECONDS);
    }

    @Test
    void aChangeGoesLiveThoughHiddenFilesComeAndGo() throws IOException {
        LiveSet<Map<String, String>> set = start(OPTIONS.clock(InstantSource.system()));
        Path lock = root.resolve(".lock");
        before = () -> Files.delete(Files.createFile(lock));
        put("a.yaml", "changed", LONG_AGO);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(set.current().value()).isEqualTo(Map.of("a.yaml", "changed")));
        await().until(() -> set.status().held().isEmpty());
    }

    @Test
    void aChangeIsReloadedThoughHiddenFilesComeAndGo() throws Exception {
        LiveSet<Map<String, String>> set = start(OPTIONS.watch(false));
        before = () -> rearranged(FileTime.from(NOW));
        put("a.yaml", "changed", LONG_AGO);
        assertThat(reload(set).held()).isEmpty();
        assertThat(set.current().value()).isEqualTo(Map.of("a.yaml", "changed"));
    }

    @Test
    void reloadEndsAndSaysWhyThoughFilesAreAddedAllTheTime() throws Exception {
        LiveSet<Map<String, String>> set = start(OPTIONS.watch(false));
        AtomicInteger added = new AtomicInteger();
        before = () -> {
            put(added.incrementAndGet() + ".yaml", "1", LONG_AGO);
            rearranged(FileTime.from(NOW));
        };
        assertThat(reload(set).held()).containsExactly(LiveStatus.REARRANGED);
        assertThat(set.current().value()).isEqualTo(Map.of("a.yaml", "old"));
        before = () -> rearranged(LONG_AGO);
        assertThat(reload(set).held()).isEmpty();
        assertThat(set.current().value()).hasSize(added.get() + 1);
    }

    @Test
    void aFileThatIsWrittenAllTheTimeDoesNotHoldBackTheOthersWithoutEvents() throws Exception {
        LiveSet<Map<String, String>> set = start(OPTIONS.watch(false));
        AtomicInteger written = new AtomicInteger();
        before = () -> {
            put("slow.yaml", "x".repeat(written.incrementAndGet()), FileTime.from(NOW));
            rearranged(FileTime.from(NOW));
        };
        put("a.yaml", "changed", LONG_AGO);
        assertThat(reload(set).held()).containsExactly("slow.yaml");
        assertThat(set.current().value()).isEqualTo(Map.of("a.yaml", "changed"));
        before = () -> put("slow.yaml", "done", LONG_AGO);
        assertThat(reload(set).held()).isEmpty();
        assertThat(set.current().value()).isEqualTo(Map.of("a.yaml", "changed", "slow.yaml", "done"));
    }

    @Test
    void aFolderThatIsBeingFilledWithOldFilesIsNotStartedHalf() {
        AtomicInteger added = new AtomicInteger();
        before = () -> {
            if (added.incrementAndGet() <= 3) {
                put(added.get() + ".yaml", "1", LONG_AGO);
                rearranged(FileTime.from(NOW));
            } else {
                rearranged(LONG_AGO);
            }
        };
        assertThat(start(OPTIONS.patience(Duration.ofSeconds(5))).current().value())
                .hasSize(4);
    }

    @Test
    void aFolderThatIsAboutToBeFilledIsNotStartedEmpty() throws IOException {
        Files.delete(root.resolve("a.yaml"));
        AtomicInteger looks = new AtomicInteger();
        before = () -> {
            if (looks.incrementAndGet() == 1) {
                rearranged(FileTime.from(NOW));
            } else {
                put("a.yaml", "1", LONG_AGO);
                rearranged(LONG_AGO);
            }
        };
        assertThat(start(OPTIONS.patience(Duration.ofSeconds(5))).current().value())
                .hasSize(1);
    }

    @Test
    void aFolderInWhichOnlyHiddenFilesComeAndGoIsStarted() {
        before = () -> rearranged(FileTime.from(NOW));
        assertThat(start(OPTIONS).current().value()).hasSize(1);
    }

    @Test
    void aFolderThatIsFilledForTooLongRefusesTheStart() {
        AtomicInteger added = new AtomicInteger();
        before = () -> {
            put(added.incrementAndGet() + ".yaml", "1", LONG_AGO);
            rearranged(FileTime.from(NOW));
        };
        Start<Map<String, String>> start = LiveSet.start(source(), RestlessFolderTest::compile, OPTIONS);
        assertThat(start).isInstanceOf(Start.Refused.class);
        assertThat(((Start.Refused<Map<String, String>>) start).diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly("files are still being added or removed");
    }
}
