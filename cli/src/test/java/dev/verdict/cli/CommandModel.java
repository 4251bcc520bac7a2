package dev.verdict.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The commands with their options, as the parser has them. */
final class CommandModel {
    private CommandModel() {}

    static CommandLine root() {
        var surroundings = new Surroundings(
                Map.of(),
                Path.of(""),
                InputStream.nullInputStream(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()));
        return new VerdictCommand(surroundings).completeCommandLine();
    }

    /** All commands, each once, in the order of the help. */
    static List<CommandLine> commands() {
        return root().getSubcommands().values().stream().distinct().toList();
    }
}
