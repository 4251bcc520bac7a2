package dev.verdict.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code verdict version}. */
@Command(name = "version", description = "Shows the version of the program, of the API and of Java.")
final class VersionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().println(Version.text());
        return ExitCode.OK;
    }
}
