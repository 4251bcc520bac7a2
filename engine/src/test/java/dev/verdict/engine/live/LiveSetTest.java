package dev.verdict.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verdict.engine.source.PolicySource;
import dev.verdict.engine.source.SourceFile;
import dev.verdict.engine.source.SourceTree;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSetTest {
    private static final LiveOptions OPTIONS = LiveOptions.DEFAULT.poll(Duration.ofHours(1));

    @TempDir
    private Path top;

    private Path root = Path.of("");
    private @Nullable LiveSet<Map<String, String>> live;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void createRoot() throws IOException {
        root = Files.createDirectory(top.resolve("policies"));
    }

    @AfterEach
    void close() {
        if (live != null) {
            live.close();
        }
    }

    private Outcome<Map<String, String>> compile(SourceTree tree) {
        Map<String, String> texts = new TreeMap<>();
        List<Diagnostic> warnings = new ArrayList<>();
        for (SourceFile file : tree.policies()) {
            String text = new String(file.bytes(), StandardCharsets.UTF_8);
            seen.add(file.path() + "=" + text);
            if (text.equals("broken")) {
                warnings.add(Diagnostic.error(Code.INVALID_YAML, Span.wholeFile(file.path()), "broken"));
                return new Outcome.Rejected<>(warnings);
            }
            if (text.equals("bug")) {
                throw new IllegalStateException("bug");
            }
            if (text.isBlank()) {
                warnings.add(Diagnostic.warning(Code.EMPTY_FILE, Span.wholeFile(file.path()), "empty"));
            }
            texts.put(file.path(), text);
        }
        for (String text : texts.values()) {
            if (text.startsWith("needs ")
                    && texts.getOrDefault(text.substring(6), "").isBlank()) {
                warnings.add(Diagnostic.error(Code.MISSING_IMPORT, Span.wholeFile(text.substring(6)), text));
                return new Outcome.Rejected<>(warnings);
            }
        }
        return new Outcome.Accepted<>(texts, warnings);
    }

    private LiveSet<Map<String, String>> start(LiveOptions options) {
        Start<Map<String, String>> start = LiveSet.start(PolicySource.disk(root), this::compile, options);
        assertThat(start).isInstanceOf(Start.Started.class);
        live = ((Start.Started<Map<String, String>>) start).set();
        return live;
    }

    private static void awaitServes(LiveSet<Map<String, String>> set, Map<String, String> expected) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(set.current().value()).isEqualTo(expected));
    }

    @Test
    void servesNewChangedAndDeletedFilesInNewDirectories() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "1");
        LiveSet<Map<String, String>> set = start(OPTIONS);
        Path deep = Files.createDirectories(root.resolve("x/y/z"));
        Files.writeString(deep.resolve("b.yaml"), "2");
        awaitServes(set, Map.of("a.yaml", "1", "x/y/z/b.yaml", "2"));
        Files.writeString(deep.resolve("b.yaml"), "3");
        awaitServes(set, Map.of("a.yaml", "1", "x/y/z/b.yaml", "3"));
        Files.move(root.resolve("x"), root.resolve("w"));
        awaitServes(set, Map.of("a.yaml", "1", "w/y/z/b.yaml", "3"));
        Files.writeString(root.resolve("w/y/z/b.yaml"), "4");
        awaitServes(set, Map.of("a.yaml", "1", "w/y/z/b.yaml", "4"));
        Files.delete(root.resolve("w/y/z/b.yaml"));
        awaitServes(set, Map.of("a.yaml", "1"));
    }

    @Test
    void keepsTheLastGoodSetAndTheReason() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "1");
        LiveSet<Map<String, String>> set = start(OPTIONS);
        for (String bad : List.of("broken", "bug")) {
            Files.writeString(root.resolve("a.yaml"), bad);
            await().until(() -> !set.status().rejection().isEmpty());
            assertThat(set.current().value()).isEqualTo(Map.of("a.yaml", "1"));
            Files.writeString(root.resolve("a.yaml"), "1");
            await().until(() -> set.status().rejection().isEmpty());
        }
        assertThat(set.current().revision()).isEqualTo(1);
    }

    @Test
    void refusesAFileThatLostItsPolicyButNotOneThatNeverHadOne() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "1");
        Files.writeString(root.resolve("blank.yaml"), "");
        LiveSet<Map<String, String>> set = start(OPTIONS);
        Files.writeString(root.resolve("a.yaml"), "");
        awaitEmptied(set, "a.yaml");
        assertThat(set.current().value()).containsEntry("a.yaml", "1");
        assertThat(set.current().revision()).isEqualTo(1);
        Files.writeString(root.resolve("a.yaml"), "2");
        Files.writeString(root.resolve("blank.yaml"), " ");
        awaitServes(set, Map.of("a.yaml", "2", "blank.yaml", " "));
        await().until(() -> set.status().rejection().isEmpty());
    }

    @Test
    void aFileThatLostItsPolicyDoesNotHoldBackTheOthers() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "1");
        Files.writeString(root.resolve("b.yaml"), "1");
        LiveSet<Map<String, String>> set = start(OPTIONS);
        Files.writeString(root.resolve("a.yaml"), "");
        awaitEmptied(set, "a.yaml");
        Files.writeString(root.resolve("b.yaml"), "2");
        awaitServes(set, Map.of("a.yaml", "1", "b.yaml", "2"));
        awaitEmptied(set, "a.yaml");
        Files.delete(root.resolve("a.yaml"));
        awaitServes(set, Map.of("b.yaml", "2"));
        await().until(() -> set.status().rejection().isEmpty());
    }

    @Test
    void aFileThatLostItsPolicyIsHeldForThoseThatNeedIt() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "1");
        Files.writeString(root.resolve("b.yaml"), "needs a.yaml");
        Files.writeString(root.resolve("c.yaml"), "1");
        LiveSet<Map<String, String>> set = start(OPTIONS.watch(false));
        Files.writeString(root.resolve("a.yaml"), "");
        Files.writeString(root.resolve("c.yaml"), "2");
        set.reload();
        awaitEmptied(set, "a.yaml");
        assertThat(set.current().value()).isEqualTo(Map.of("a.yaml", "1", "b.yaml", "needs a.yaml", "c.yaml", "2"));
        Files.writeString(root.resolve("c.yaml"), "broken");
        assertThat(set.reload().rejection())
                .extracting(Diagnostic::code)
                .containsExactlyInAnyOrder(Code.EMPTY_FILE, Code.INVALID_YAML);
        Files.writeString(root.resolve("c.yaml"), "2");
        assertThat(set.reload().rejection()).extracting(Diagnostic::code).containsExactly(Code.EMPTY_FILE);
        Files.writeString(root.resolve("a.yaml"), "1");
        assertThat(set.reload().rejection()).isEmpty();
        assertThat(set.current().revision()).isEqualTo(2);
    }

    private static void awaitEmptied(LiveSet<?> set, String file) {
        await().untilAsserted(() -> assertThat(set.status().rejection())
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.isError()).isTrue();
                    assertThat(reason.toString()).contains("EMPTY_FILE", file);
                }));
    }

    @Test
    void flipsAMountedConfigMapAtOnce() throws IOException {
        for (String version : List.of("1", "2")) {
            Path data = Files.createDirectory(root.resolve("..v" + version));
            Files.writeString(data.resolve("a.yaml"), version);
            Files.writeString(data.resolve("b.yaml"), version);
        }
        Files.createSymbolicLink(root.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(root.resolve("a.yaml"), Path.of("..data/a.yaml"));
        Files.createSymbolicLink(root.resolve("b.yaml"), Path.of("..data/b.yaml"));
        LiveSet<Map<String, String>> set = start(OPTIONS);
        Files.createSymbolicLink(root.resolve("..tmp"), Path.of("..v2"));
        Files.move(root.resolve("..tmp"), root.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        awaitServes(set, Map.of("a.yaml", "2", "b.yaml", "2"));
        assertThat(set.current().revision()).isEqualTo(2);
    }

    @Test
    void survivesDeletionAndRestorationOfTheDirectory() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "1");
        LiveSet<Map<String, String>> set = start(OPTIONS);
        Files.delete(root.resolve("a.yaml"));
        await().until(() -> set.status().rejection().stream().anyMatch(d -> d.code() == Code.EMPTY_SET));
        Files.delete(root);
        await().until(() -> set.status().rejection().stream().anyMatch(d -> d.code() == Code.UNREADABLE_FILE));
        assertThat(set.current().value()).isEqualTo(Map.of("a.yaml", "1"));
        Files.createDirectory(root);
        Files.writeString(root.resolve("a.yaml"), "2");
        awaitServes(set, Map.of("a.yaml", "2"));
        Files.writeString(root.resolve("a.yaml"), "3");
        awaitServes(set, Map.of("a.yaml", "3"));
    }

    @Test
    void neverTakesHalfOfADeletion() throws Exception {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            String name = "%02d.yaml".formatted(i);
            Files.writeString(root.resolve(name), "1");
            all.put(name, "1");
        }
        LiveSet<Map<String, String>> set = start(OPTIONS.watch(false).quiet(Duration.ofMillis(600)));
        Thread deletion = Thread.ofPlatform().start(() -> deleteSlowly(all.keySet()));
        try {
            await().until(() -> Files.notExists(root.resolve("05.yaml")));
            set.reload();
            assertThat(set.current().value()).isEqualTo(all);
            assertThat(set.status().rejection()).extracting(Diagnostic::code).containsExactly(Code.EMPTY_SET);
        } finally {
            deletion.join();
        }
    }

    @SuppressWarnings("BusyWait")
    private void deleteSlowly(Set<String> names) {
        try {
            for (String name : names) {
                Files.delete(root.resolve(name));
                Thread.sleep(10);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void neverTakesAFileThatIsStillBeingWrittenAndDoesNotHoldBackTheOthers() throws Exception {
        Files.writeString(root.resolve("a.yaml"), "1");
        Files.writeString(root.resolve("slow.yaml"), "whole");
        LiveSet<Map<String, String>> set = start(OPTIONS.patience(Duration.ofMillis(800)));
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer = Thread.ofPlatform().start(() -> writeSlowly(root.resolve("slow.yaml"), enough));
        try {
            await().until(() -> Files.size(root.resolve("slow.yaml")) > 10);
            Files.writeString(root.resolve("a.yaml"), "2");
            awaitServes(set, Map.of("a.yaml", "2", "slow.yaml", "whole"));
            assertThat(set.status().held()).containsExactly("slow.yaml");
        } finally {
            enough.set(true);
            writer.join();
        }
        String written = Files.readString(root.resolve("slow.yaml"));
        awaitServes(set, Map.of("a.yaml", "2", "slow.yaml", written));
        await().until(() -> set.status().held().isEmpty());
        assertThat(seen)
                .filteredOn(entry -> entry.startsWith("slow.yaml="))
                .containsExactlyInAnyOrder("slow.yaml=whole", "slow.yaml=" + written);
    }

    @SuppressWarnings("BusyWait")
    private static void writeSlowly(Path file, AtomicBoolean enough) {
        try {
            Files.writeString(file, "");
            while (!enough.get()) {
                Files.writeString(file, "x", StandardOpenOption.APPEND);
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesToStartOnABadSet() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "broken");
        assertThat(LiveSet.start(PolicySource.disk(root), this::compile, OPTIONS))
                .isInstanceOf(Start.Refused.class);
    }

    @Test
    void reloadsWhenAskedWithoutWatching() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "1");
        LiveSet<Map<String, String>> set = start(OPTIONS.watch(false));
        Files.writeString(root.resolve("a.yaml"), "2");
        assertThat(set.reload().revision()).isEqualTo(2);
        assertThat(set.current().value()).isEqualTo(Map.of("a.yaml", "2"));
    }

    @Test
    void findsChangesByPolling() throws IOException {
        Files.writeString(root.resolve("a.yaml"), "1");
        Path target = Files.writeString(root.resolve(".target"), "1");
        Files.createSymbolicLink(root.resolve("b.yaml"), target.getFileName());
        LiveSet<Map<String, String>> set = start(LiveOptions.DEFAULT.poll(Duration.ofMillis(300)));
        Files.writeString(target, "2");
        awaitServes(set, Map.of("a.yaml", "1", "b.yaml", "2"));
    }

    @Test
    void anySequenceOfFileOperationsEndsWithWhatAFreshScanFinds() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Files.writeString(root.resolve("keep.yaml"), "1");
        LiveSet<Map<String, String>> set = start(OPTIONS.quiet(Duration.ofMillis(60)));
        for (int round = 0; round < 12; round++) {
            for (int i = random.nextInt(8); i >= 0; i--) {
                change(random);
            }
            await("seed " + seed)
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(set.current().value())
                            .isEqualTo(((Outcome.Accepted<Map<String, String>>)
                                            compile(PolicySource.disk(root).scan()))
                                    .value()));
        }
    }

    private void change(Random random) throws IOException {
        Path directory = root.resolve("d" + random.nextInt(3));
        Path file = directory.resolve("f" + random.nextInt(3) + ".yaml");
        switch (random.nextInt(5)) {
            case 0, 1 -> {
                Files.createDirectories(directory);
                Files.writeString(file, "v" + random.nextInt(100));
            }
            case 2 -> Files.deleteIfExists(file);
            case 3 -> {
                Path other = root.resolve("d" + random.nextInt(3));
                if (Files.exists(directory) && !Files.exists(other)) {
                    Files.move(directory, other);
                }
            }
            default -> {
                Path fresh = Files.writeString(root.resolve(".tmp"), "r" + random.nextInt(100));
                Files.createDirectories(directory);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
