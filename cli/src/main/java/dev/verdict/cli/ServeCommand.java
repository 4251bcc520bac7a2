package dev.verdict.cli;

import dev.verdict.server.config.Configuration;
import dev.verdict.server.config.ListenAddress;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.config.StorageSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verdict serve}: the decision point without any configuration. */
@Command(name = "serve", description = "Serves the policies of a folder and follows its changes.")
final class ServeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "policies",
            description = "Folder with the policies; policies if not given.")
    private Path directory = Path.of("policies");

    @Option(
            names = "--http",
            paramLabel = "ADDRESS",
            defaultValue = ":3592",
            description = "HTTP address; :3592 if not given.")
    private String http = ":3592";

    @Option(
            names = "--grpc",
            paramLabel = "ADDRESS",
            defaultValue = ":3593",
            description = "gRPC address; :3593 if not given.")
    private String grpc = ":3593";

    @Mixin
    private LogOption logOption = new LogOption();

    ServeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerSettings server = ServerSettings.DEFAULT.withAddresses(address("--http", http), address("--grpc", grpc));
        var storage = new StorageSettings(surroundings.workingDirectory().resolve(directory), true);
        logOption.start(surroundings);
        return ServerProcess.serveUntilStopped(Configuration.of(storage).withServer(server));
    }

    private static ListenAddress address(String option, String text) {
        try {
            return ListenAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, option + ": " + e.getMessage());
        }
    }
}
