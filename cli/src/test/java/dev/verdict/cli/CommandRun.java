package dev.verdict.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one run of the command in this process printed. The working directory is shown as {@code DIR}, the id of a call as
 * {@code CALL-ID}.
 */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun in(Path directory, String... arguments) {
        return of(directory, Map.of(), "", List.of(arguments));
    }

    static CommandRun of(Path directory, Map<String, String> environment, String input, List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var surroundings = new Surroundings(
                environment,
                directory,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err));
        int code = new VerdictCommand(surroundings).run(arguments.toArray(String[]::new));
        return new CommandRun(code, neutral(out, directory), neutral(err, directory));
    }

    private static String neutral(StringWriter text, Path directory) {
        return text.toString()
                .replace(System.lineSeparator(), "\n")
                .replace(directory.toString(), "DIR")
                .replaceAll("\"cerbosCallId\":( ?)\"[0-9A-Z]{26}\"", "\"cerbosCallId\":$1\"CALL-ID\"");
    }
}
