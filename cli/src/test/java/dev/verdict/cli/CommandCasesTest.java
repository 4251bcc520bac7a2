package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every case of {@code commands/} prints and ends as it says there. */
class CommandCasesTest {
    private static final Path CASES = Path.of("src/test/resources/commands");

    @TempDir
    Path directory = Path.of("");

    @TestFactory
    List<DynamicContainer> commands() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted()
                    .map(file -> DynamicContainer.dynamicContainer(
                            file.getFileName().toString(),
                            CommandCase.read(file).stream()
                                    .map(one -> DynamicTest.dynamicTest(one.name(), () -> check(one)))))
                    .toList();
        }
    }

    private void check(CommandCase one) throws IOException {
        Path own = Files.createTempDirectory(directory, "case");
        for (Map.Entry<String, String> file : one.files().entrySet()) {
            Path path = own.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, file.getValue());
        }

        CommandRun run = CommandRun.of(own, one.environment(), one.input(), one.arguments());

        if (one.out() != null) {
            assertThat(run.out()).isEqualTo(one.out());
        }
        if (one.err() != null) {
            assertThat(run.err()).isEqualTo(one.err());
        }
        one.outHas().forEach(piece -> assertThat(run.out()).contains(piece));
        one.errHas().forEach(piece -> assertThat(run.err()).contains(piece));
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(one.exit());
    }
}
