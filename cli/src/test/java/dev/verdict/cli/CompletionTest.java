package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CompletionTest {
    @TempDir
    Path directory = Path.of("");

    private String script(String shell) {
        CommandRun run = CommandRun.in(directory, "completion", shell);
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void knowsEveryCommandAndOption(String shell) {
        String script = script(shell);

        for (CommandLine command : CommandModel.commands()) {
            assertThat(script).contains(command.getCommandName());
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(script).contains(option.names());
            }
        }
    }

    @Test
    void fishKnowsEveryCommandAndOption() {
        List<String> lines = script("fish").lines().toList();

        for (CommandLine command : CommandModel.commands()) {
            List<String> path = List.of(CommandModel.name(command).split(" ", -1));
            String last = path.get(path.size() - 1);
            String offered = path.size() == 1 ? "__fish_use_subcommand" : "'__fish_seen_subcommand_from " + path.get(0);
            assertThat(lines)
                    .anyMatch(line -> line.startsWith("complete -c verdict -n " + offered)
                            && (line + " ").contains(" -a " + last + " "));
            String typed = path.stream()
                    .map(name -> "__fish_seen_subcommand_from " + name)
                    .collect(Collectors.joining("; and ", "'", "' "));
            for (OptionSpec option : command.getCommandSpec().options()) {
                String longest = option.longestName().substring(2);
                assertThat(lines)
                        .anyMatch(line -> line.startsWith("complete -c verdict -n " + typed)
                                && (line + " ").contains(" -l " + longest + " "));
            }
        }
    }

    /** Types {@code words} into the shell's completion and returns what it offers. */
    private List<String> offered(String... words) throws Exception {
        Path script = directory.resolve("completion.bash");
        Files.writeString(script, script("bash"));
        String typed = "verdict " + String.join(" ", words);
        String program = "source completion.bash; COMP_WORDS=(" + typed + "); COMP_CWORD=" + words.length
                + "; COMP_LINE='" + typed + "'; COMP_POINT=${#COMP_LINE}; _complete_verdict; "
                + "printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "--norc", "-c", program)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String offered = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).isZero();
        return offered.lines().map(String::strip).toList();
    }

    @Test
    void bashOffersCommandsOptionsAndValues() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();

        assertThat(offered("ch")).containsExactly("check");
        assertThat(offered("check", "--princ")).contains("--principal", "--principal-attr", "--principal-scope");
        assertThat(offered("healthcheck", "--ki")).containsExactly("--kind");
        assertThat(offered("healthcheck", "--kind", "''")).containsExactly("grpc", "http");
        assertThat(offered("check", "--output", "p")).containsExactly("prettyjson");
        assertThat(offered("kinde", "''")).contains("init", "explain-token");
        assertThat(offered("kinde", "init", "--template", "t")).containsExactly("tenant-document");
    }
}
