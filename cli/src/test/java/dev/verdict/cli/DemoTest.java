package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void everyGoldenDecisionComesOut() throws Exception {
        CommandRun run = CommandRun.in(directory, "demo");

        assertThat(run.out().replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT"))
                .isEqualTo(Files.readString(Path.of("src/test/resources/demo.txt")));
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    }

    /** The page shows lines of the table, so they must be lines of it. */
    @Test
    void theReadmeShowsTheDemoAsItIs() throws Exception {
        String demo = Files.readString(Path.of("src/test/resources/demo.txt"));
        String readme = Files.readString(Path.of("../README.md"));
        String shown = readme.substring(readme.indexOf("WHO  "), readme.indexOf("\n```", readme.indexOf("WHO  ")));

        assertThat(demo.lines())
                .containsAll(shown.lines().filter(line -> !line.equals("...")).toList());
    }
}
