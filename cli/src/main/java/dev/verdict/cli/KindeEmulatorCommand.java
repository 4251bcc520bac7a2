package dev.verdict.cli;

import dev.verdict.kinde.emulator.EmulatorOptions;
import dev.verdict.kinde.emulator.KindeEmulator;
import dev.verdict.kinde.emulator.data.DataSet;
import dev.verdict.kinde.emulator.data.DataSetException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verdict kinde-emulator}. */
@Command(name = "kinde-emulator", description = "Runs a local Kinde, for tests and for work without an account.")
final class KindeEmulatorCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    private final Surroundings surroundings;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4400",
            description = "Port on the loopback address, 0 for a free one; 4400 if not given.")
    private int port = 4400;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "People, organizations and applications; those of Paperwise if not given.")
    private @Nullable Path data;

    KindeEmulatorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw new CommandFailure(ExitCode.USAGE, "--port: `" + port + "` is not between 0 and " + MAX_PORT);
        }
        KindeEmulator emulator = start(EmulatorOptions.DEFAULT.withPort(port).withData(data()));
        surroundings.out().println("kinde-emulator listening on " + emulator.baseUri());
        emulator.issuerNames().forEach(name -> surroundings.out().println("issuer " + emulator.issuer(name)));
        surroundings.out().flush();
        StopSignal.await(emulator::close);
        return ExitCode.OK;
    }

    private DataSet data() {
        if (data == null) {
            return DataSet.paperwise();
        }
        try {
            return DataSet.read(surroundings.workingDirectory().resolve(data));
        } catch (DataSetException e) {
            throw CommandFailure.of("the data file cannot be used\n" + e.getMessage());
        } catch (NoSuchFileException e) {
            throw CommandFailure.of("there is no file `" + data + "`");
        } catch (IOException e) {
            throw CommandFailure.of("`" + data + "` cannot be read: " + e.getMessage());
        }
    }

    private KindeEmulator start(EmulatorOptions options) {
        try {
            return KindeEmulator.start(options);
        } catch (IOException e) {
            throw CommandFailure.of("127.0.0.1:" + port + " cannot be used: " + e.getMessage());
        }
    }
}
