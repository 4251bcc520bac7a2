package dev.verdict.cli;

import dev.verdict.engine.PolicySetRejectedException;
import dev.verdict.server.net.ServerStartException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code verdict}. Only the subcommand that is asked for is loaded, because the others would cost start-up
 * time; all of them are for help, completion and misspelt names.
 */
@Command(
        name = "verdict",
        description = "Decides who may do what, by policies in the Cerbos format.",
        synopsisSubcommandLabel = "COMMAND")
public final class VerdictCommand implements Runnable {
    private static final String PROGRAM = "verdict";

    /** A token that was given in the wrong place must not come back in the complaint: a JWT begins with `{"`, encoded. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w.-]{12,}");

    private final Surroundings surroundings;
    private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

    public VerdictCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        commands.put("serve", () -> new ServeCommand(surroundings));
        commands.put("server", () -> new ServerCommand(surroundings));
        commands.put("check", () -> new CheckCommand(surroundings));
        commands.put("demo", () -> new DemoCommand(surroundings));
        commands.put("kinde-emulator", () -> new KindeEmulatorCommand(surroundings));
        commands.put("kinde", () -> KindeCommand.commandLine(surroundings));
        commands.put("healthcheck", () -> new HealthcheckCommand(surroundings));
        commands.put("version", () -> new VersionCommand(surroundings));
        commands.put("completion", () -> new CompletionCommand(surroundings, this::completeCommandLine));
    }

    /** Runs the command that {@code arguments} name and returns the exit code. */
    public int run(String... arguments) {
        return commandLine(arguments).execute(arguments);
    }

    private CommandLine commandLine(String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        String name = first.equals("hc") ? "healthcheck" : first;
        return commandLine(commands.containsKey(name) ? List.of(name) : List.copyOf(commands.keySet()));
    }

    /** The command line with all commands. */
    CommandLine completeCommandLine() {
        return commandLine(List.copyOf(commands.keySet()));
    }

    private CommandLine commandLine(List<String> names) {
        var commandLine = new CommandLine(this);
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .scopeType(CommandLine.ScopeType.INHERIT)
                        .description("Show this help and exit.")
                        .build())
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Show the version and exit.")
                        .build())
                .versionProvider(() -> Version.text().split("\n"));
        commands.forEach((name, command) -> {
            if (names.contains(name)) {
                commandLine.addSubcommand(name, command.get());
            }
        });
        return commandLine
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Ids and roles may begin with an at sign.
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(this::explainUsage)
                .setExecutionExceptionHandler(this::explainFailure);
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(completeCommandLine(), "a command is missing");
    }

    private int explainUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        error(sentence(failure));
        UnmatchedArgumentException.printSuggestions(failure, surroundings.err());
        CommandSpec spec = command.getCommandSpec();
        surroundings.err().println();
        spec.commandLine().usage(surroundings.err(), CommandLine.Help.Ansi.OFF);
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException failure) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        boolean atCommand = !command.subcommands().isEmpty();
        if (atCommand && failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String group = command.qualifiedName().substring(PROGRAM.length()).strip();
            String missing = unmatched.getUnmatched().get(0);
            return "there is no command `" + (group.isEmpty() ? missing : group + " " + missing) + "`";
        }
        ArgSpec argument = failure.getArgSpec();
        // that of the elements, where there may be several
        Class<?> type = argument == null ? Object.class : argument.auxiliaryTypes()[0];
        if (argument != null && type.isEnum() && failure.getValue() != null) {
            String name = argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
            String allowed =
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
            return name + ": `" + failure.getValue() + "` is not one of " + allowed;
        }
        return firstLower(String.valueOf(failure.getMessage()));
    }

    private int explainFailure(Exception failure, CommandLine command, CommandLine.ParseResult result)
            throws Exception {
        if (failure instanceof CommandFailure known) {
            error(String.valueOf(known.getMessage()));
            return known.exitCode();
        }
        if (failure instanceof PolicySetRejectedException || failure instanceof ServerStartException) {
            error(String.valueOf(failure.getMessage()).stripTrailing());
            return ExitCode.FAILED;
        }
        error("internal error, please report it: " + failure);
        Arrays.stream(failure.getStackTrace())
                .limit(20)
                .forEach(frame -> surroundings.err().println("    at " + frame));
        return ExitCode.FAILED;
    }

    private void error(String message) {
        String shown = TOKEN.matcher(message).replaceAll("(a token)");
        surroundings.err().println(PROGRAM + ": error: " + shown);
    }

    private static String firstLower(String text) {
        return text.isEmpty() || (text.length() > 1 && Character.isUpperCase(text.charAt(1)))
                ? text
                : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
