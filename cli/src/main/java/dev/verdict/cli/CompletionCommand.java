package dev.verdict.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code verdict completion}: a script that makes a shell complete the command line. */
@Command(name = "completion", description = "Prints a completion script, as in: source <(verdict completion bash)")
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Supplier<CommandLine> commandLine;

    /** Shells that have completion. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        /** As it is typed. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(arity = "1", paramLabel = "SHELL", description = "bash, zsh or fish")
    private Shell shell = Shell.BASH;

    CompletionCommand(Surroundings surroundings, Supplier<CommandLine> commandLine) {
        this.surroundings = surroundings;
        this.commandLine = commandLine;
    }

    @Override
    public Integer call() {
        CommandLine complete = commandLine.get();
        String script = switch (shell) {
            case BASH, ZSH -> AutoComplete.bash("verdict", complete);
            case FISH -> fish(complete.getCommandSpec());
        };
        surroundings.out().print(script);
        surroundings.out().flush();
        return ExitCode.OK;
    }

    private static String fish(CommandSpec root) {
        var script = new StringBuilder("complete -c verdict -f\n");
        options(script, root, "__fish_use_subcommand");
        for (Map.Entry<String, CommandLine> entry : new TreeMap<>(root.subcommands()).entrySet()) {
            String seen = "__fish_seen_subcommand_from " + entry.getKey();
            command(script, entry.getKey(), entry.getValue().getCommandSpec(), "__fish_use_subcommand", seen);
        }
        return script.toString();
    }

    /**
     * Adds a command with all below it.
     *
     * @param offered when its name is completed
     * @param seen when it has been typed
     */
    private static void command(StringBuilder script, String name, CommandSpec command, String offered, String seen) {
        script.append("complete -c verdict -n ")
                .append(offered)
                .append(" -a ")
                .append(name)
                .append(description(command.usageMessage().description()))
                .append('\n');
        options(script, command, "'" + seen + "'");
        if (name.equals("completion")) {
            for (Shell shell : Shell.values()) {
                script.append("complete -c verdict -n '" + seen + "' -a ")
                        .append(shell)
                        .append('\n');
            }
        }
        Map<String, CommandLine> below = new TreeMap<>(command.subcommands());
        String none = "'" + seen + "; and not __fish_seen_subcommand_from " + String.join(" ", below.keySet()) + "'";
        for (Map.Entry<String, CommandLine> entry : below.entrySet()) {
            String both = seen + "; and __fish_seen_subcommand_from " + entry.getKey();
            command(script, entry.getKey(), entry.getValue().getCommandSpec(), none, both);
        }
    }

    private static void options(StringBuilder script, CommandSpec command, String condition) {
        for (OptionSpec option : command.options()) {
            script.append("complete -c verdict -n ").append(condition);
            for (String name : option.names()) {
                script.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().min() > 0) {
                script.append(" -r -F");
            }
            script.append(description(option.description())).append('\n');
        }
    }

    private static String description(String[] lines) {
        return lines.length == 0
                ? ""
                : " -d '" + String.join(" ", lines).replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
