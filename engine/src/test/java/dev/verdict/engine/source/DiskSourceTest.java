package dev.verdict.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSourceTest {
    @TempDir
    private Path top;

    private Path put(String path, String text) throws IOException {
        Path file = top.resolve("policies").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private SourceTree scan() {
        return PolicySource.disk(top.resolve("policies")).scan();
    }

    private static List<String> paths(List<SourceFile> files) {
        return files.stream().map(SourceFile::path).toList();
    }

    @Test
    void takesPoliciesAndSchemasByTheLayoutRules() throws IOException {
        for (String path : List.of(
                "a.yaml",
                "sub/B.YML",
                "sub/c.json",
                "a_test.yaml",
                "a_TEST.yml",
                "x.txt",
                "testdata/d.yaml",
                "sub/testdata/d.yaml",
                ".hidden.yaml",
                ".git/e.yaml",
                "_schemas/s.json",
                "_schemas/sub/t.json",
                "_schemas/u.yaml")) {
            put(path, "x: 1");
        }
        SourceTree tree = scan();
        assertThat(paths(tree.policies())).containsExactly("a.yaml", "sub/B.YML", "sub/c.json");
        assertThat(paths(tree.schemas())).containsExactly("s.json", "sub/t.json");
        assertThat(tree.diagnostics()).isEmpty();
    }

    @Test
    void memoryFollowsTheSameRules() {
        SourceTree tree = PolicySource.memory(Map.of(
                        "a.yaml",
                        "x",
                        "a_test.yaml",
                        "x",
                        "testdata/b.yaml",
                        "x",
                        "_schemas/s.json",
                        "{}",
                        "b/_schemas/s.json",
                        "{}"))
                .scan();
        assertThat(paths(tree.policies())).containsExactly("a.yaml");
        assertThat(paths(tree.schemas())).containsExactly("s.json");
        assertThat(tree.diagnostics())
                .extracting(Diagnostic::toString)
                .singleElement()
                .asString()
                .contains("b/_schemas");
    }

    @Test
    void refusesSchemasBelowTheRoot() throws IOException {
        put("sub/_schemas/s.json", "{}");
        assertThat(scan().diagnostics())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Code.MISPLACED_SCHEMAS));
        assertThat(scan().hasErrors()).isTrue();
    }

    @Test
    void readsAMountedConfigMapOnce() throws IOException {
        put("..2026_1/p.yaml", "x: 1");
        Path root = top.resolve("policies");
        Files.createSymbolicLink(root.resolve("..data"), Path.of("..2026_1"));
        Files.createSymbolicLink(root.resolve("p.yaml"), Path.of("..data/p.yaml"));
        SourceTree tree = scan();
        assertThat(paths(tree.policies())).containsExactly("p.yaml");
        assertThat(tree.diagnostics()).isEmpty();
    }

    @Test
    void refusesLinksThatLeaveTheRootOrLoop() throws IOException {
        put("a.yaml", "x: 1");
        Path root = top.resolve("policies");
        Files.writeString(top.resolve("secret.yaml"), "x: 2");
        Files.createDirectories(top.resolve("outside"));
        Files.createSymbolicLink(root.resolve("b.yaml"), top.resolve("secret.yaml"));
        Files.createSymbolicLink(root.resolve("dir"), top.resolve("outside"));
        Files.createSymbolicLink(root.resolve("loop.yaml"), Path.of("loop.yaml"));
        Files.createSymbolicLink(root.resolve("up"), Path.of("."));
        Files.createSymbolicLink(root.resolve("proc.yaml"), Path.of("/proc/self/environ"));
        SourceTree tree = scan();
        assertThat(paths(tree.policies())).containsExactly("a.yaml");
        assertThat(tree.hasErrors()).isFalse();
        assertThat(tree.diagnostics())
                .extracting(finding -> finding.span().file())
                .containsExactly("b.yaml", "dir", "loop.yaml", "proc.yaml");
        assertThat(tree.diagnostics()).allMatch(finding -> finding.code() == Code.SYMLINK_REFUSED);
    }

    @Test
    void neverOpensAPipe() throws IOException, InterruptedException {
        put("a.yaml", "x: 1");
        Path pipe = top.resolve("policies").resolve("pipe.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(scan().diagnostics())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("not a regular file, ignored"));
    }

    @Test
    void boundsSizeNumberAndDepth() throws IOException {
        put("a.yaml", "12345");
        put("b.yaml", "1");
        put("d/e/c.yaml", "1");
        Path root = top.resolve("policies");
        assertThat(PolicySource.disk(root, new DiskLimits(4, 100, 10, 9)).scan().diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.TOO_LARGE);
        assertThat(PolicySource.disk(root, new DiskLimits(9, 100, 1, 9)).scan().diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.TOO_MANY_DOCUMENTS);
        assertThat(PolicySource.disk(root, new DiskLimits(9, 100, 9, 1)).scan().diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(Code.TOO_DEEP);
    }

    @Test
    void readsAgainOnlyWhatChanged() throws IOException {
        Path old = put("a.yaml", "x: 1");
        Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(1_700_000_000_123L));
        PolicySource source = PolicySource.disk(top.resolve("policies"));
        SourceTree first = source.scan();
        put("b.yaml", "x: 2");
        SourceTree second = source.scan(first);
        assertThat(second.policies().getFirst()).isSameAs(first.policies().getFirst());
        assertThat(paths(second.changedSince(first))).containsExactly("b.yaml");
    }

    @Test
    void aKnownFileThatMayNotBeReadAnyMoreIsAnError() throws IOException {
        Path old = put("a.yaml", "x: 1");
        Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(1_700_000_000_123L));
        PolicySource source = PolicySource.disk(top.resolve("policies"));
        SourceTree first = source.scan();
        Files.setPosixFilePermissions(old, Set.of());
        // the superuser may read it all the same
        assertThat(source.scan(first).hasErrors()).isEqualTo(!Files.isReadable(old));
    }

    @Test
    void saysThatTheDirectoryIsMissing() {
        assertThat(scan().diagnostics())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith("policies` does not exist"));
    }
}
