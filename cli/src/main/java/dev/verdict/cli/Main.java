package dev.verdict.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Entry point of the process. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var surroundings =
                new Surroundings(Map.copyOf(System.getenv()), Path.of("").toAbsolutePath(), System.in, out, err);
        int code = new VerdictCommand(surroundings).run(arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }
}
