package dev.verdict.cli;

import dev.verdict.server.config.Configuration;
import dev.verdict.server.config.ConfigurationLoader;
import dev.verdict.server.config.ConfigurationResult;
import dev.verdict.server.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a configuration. */
final class ConfigurationOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Configuration file, or __default__ for the built-in one. Else VERDICT_CONFIG or CERBOS_CONFIG.")
    private @Nullable String config;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the file, as in engine.strictEvaluation=true. Repeatable.")
    private List<String> overrides = new ArrayList<>();

    /**
     * Reads the configuration.
     *
     * @param further overrides that win over those of the command line
     * @param warnings is told what has no effect
     */
    Configuration load(Surroundings surroundings, List<String> further, Consumer<Problem> warnings) {
        var loader = new ConfigurationLoader(surroundings.environment(), surroundings.workingDirectory());
        List<String> all = new ArrayList<>(overrides);
        all.addAll(further);
        return switch (loader.load(config, all)) {
            case ConfigurationResult.Loaded loaded -> {
                loaded.warnings().forEach(warnings);
                yield loaded.configuration();
            }
            case ConfigurationResult.Rejected rejected -> throw rejected(rejected.errors());
        };
    }

    private static CommandFailure rejected(List<Problem> errors) {
        var text = new StringBuilder("the configuration has ")
                .append(errors.size())
                .append(errors.size() == 1 ? " error" : " errors");
        errors.forEach(error -> text.append('\n').append(error.render()));
        return CommandFailure.of(text.toString());
    }
}
