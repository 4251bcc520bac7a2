package dev.verdict.cli;

import dev.verdict.server.config.Configuration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verdict server}: the decision point as a configuration file describes it. */
@Command(name = "server", description = "Runs the decision point as a configuration file describes it.")
final class ServerCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.config");

    private final Surroundings surroundings;

    @Mixin
    private ConfigurationOptions configurationOptions = new ConfigurationOptions();

    @Mixin
    private LogOption logOption = new LogOption();

    @Option(names = "--debug-listen-addr", paramLabel = "ADDRESS", description = "Accepted, without effect.")
    private @Nullable String debugAddress;

    @Option(names = "--hub.deployment-id", paramLabel = "ID", description = "Refused: there is no vendor cloud.")
    private @Nullable String deployment;

    @Option(names = "--hub.playground-id", paramLabel = "ID", description = "Refused: there is no vendor cloud.")
    private @Nullable String playground;

    ServerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (deployment != null || playground != null) {
            throw CommandFailure.of(
                    "--hub.deployment-id and --hub.playground-id name policies in the reference's vendor cloud, "
                            + "which Verdict does not connect to; use storage.driver=disk");
        }
        logOption.start(surroundings);
        Configuration configuration = configurationOptions.load(
                surroundings, List.of(), warning -> LOG.warn("{}: {}", warning.place(), warning.message()));
        if (debugAddress != null) {
            LOG.warn("--debug-listen-addr has no effect: use the tools of the JDK, such as jcmd");
        }
        return ServerProcess.serveUntilStopped(configuration);
    }
}
