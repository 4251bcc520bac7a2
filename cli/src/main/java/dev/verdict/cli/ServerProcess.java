package dev.verdict.cli;

import dev.verdict.cli.serving.DecisionServer;
import dev.verdict.server.config.Configuration;

/** A process that serves decisions until it is told to stop. */
final class ServerProcess {
    private ServerProcess() {}

    /** Serves until SIGINT or SIGTERM, then lets running calls finish and ends the process. */
    static int serveUntilStopped(Configuration configuration) throws InterruptedException {
        DecisionServer server = DecisionServer.open(configuration);
        StopSignal.await(server::close);
        return ExitCode.OK;
    }
}
