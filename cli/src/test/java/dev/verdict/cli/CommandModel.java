package dev.verdict.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    /** All commands that do something, each once, in the order of the help; those of a group in its place. */
    static List<CommandLine> commands() {
        return root().getSubcommands().values().stream()
                .distinct()
                .flatMap(command -> command.getSubcommands().isEmpty()
                        ? Stream.of(command)
                        : command.getSubcommands().values().stream().distinct())
                .toList();
    }

    /** Its name behind {@code verdict}, such as {@code kinde init}. */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().substring("verdict ".length());
    }
}
