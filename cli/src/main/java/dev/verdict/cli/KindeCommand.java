package dev.verdict.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code verdict kinde}: the group of commands for products on Kinde. */
@Command(
        name = "kinde",
        description = "Helps products that sign their users in with Kinde.",
        synopsisSubcommandLabel = "COMMAND")
final class KindeCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser
    private CommandSpec spec;

    private KindeCommand() {}

    /** The group with its commands. */
    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new KindeCommand())
                .addSubcommand("init", new KindeInitCommand(surroundings))
                .addSubcommand("explain-token", new KindeExplainTokenCommand(surroundings));
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
