package dev.verdict.cli;

import dev.verdict.cli.demo.Demo;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verdict demo}. */
@Command(
        name = "demo",
        description = "Starts a decision point with the policies of a small product and shows who may do what there.")
final class DemoCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--keep", description = "Leave it running, for requests of your own.")
    private boolean keep;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var demo = Demo.start(surroundings.out())) {
            boolean asExpected = demo.show();
            if (keep) {
                demo.explainUse();
                StopSignal.await(demo::close);
            } else {
                surroundings.out().println("To send one of these requests yourself with curl: verdict demo --keep");
            }
            return asExpected ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
