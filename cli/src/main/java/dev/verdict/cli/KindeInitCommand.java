package dev.verdict.cli;

import dev.verdict.cli.report.Table;
import dev.verdict.kinde.kit.KitResult;
import dev.verdict.kinde.kit.PolicyKit;
import dev.verdict.kinde.kit.Starter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verdict kinde init}: policies to start from. */
@Command(
        name = "init",
        description = "Writes policies to start from: what Kinde tokens say under short names, starters, and tests.",
        sortOptions = false)
final class KindeInitCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "Folder of the policies; policies if not given. The files go into its folder kinde.")
    private Path directory = Path.of("policies");

    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = "A starter to write, besides what all of them need; all if not given. Repeatable.")
    private List<Starter> templates = new ArrayList<>();

    @Option(names = "--keep", description = "Leave files that are there already as they are, and write the others.")
    private boolean keep;

    @Option(names = "--list", description = "Show the starters and write nothing.")
    private boolean list;

    KindeInitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PrintWriter out = surroundings.out();
        if (list) {
            var table = new Table("TEMPLATE", "WHAT IT DECIDES");
            for (Starter starter : Starter.values()) {
                table.row(starter.title(), starter.description());
            }
            table.print(out);
            return ExitCode.OK;
        }
        switch (write(templates.isEmpty() ? PolicyKit.complete() : PolicyKit.of(templates))) {
            case KitResult.Written written -> show(written);
            case KitResult.Refused refused -> throw CommandFailure.of(inTheWay(refused.changed()));
        }
        return ExitCode.OK;
    }

    private KitResult write(PolicyKit kit) {
        Path policies = surroundings.workingDirectory().resolve(directory);
        try {
            return keep ? kit.writeMissingTo(policies) : kit.writeTo(policies);
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.of("`" + e.getFile() + "` is in the way");
        } catch (AccessDeniedException e) {
            throw CommandFailure.of("`" + e.getFile() + "` may not be read or written");
        } catch (FileSystemException e) {
            String reason = e.getReason();
            throw CommandFailure.of(
                    "`" + e.getFile() + "` cannot be read or written" + (reason == null ? "" : ": " + reason));
        } catch (IOException e) {
            throw CommandFailure.of("the files cannot be written to `" + directory + "`: " + e.getMessage());
        }
    }

    private void show(KitResult.Written written) {
        PrintWriter out = surroundings.out();
        written.files().forEach(file -> out.println("wrote " + shown(file)));
        written.kept().forEach(file -> out.println("kept  " + shown(file)));
        out.println();
        out.println("Try them: verdict serve " + directory);
        out.flush();
    }

    private String inTheWay(List<Path> files) {
        var text = new StringBuilder("nothing was written, because files are in the way that differ from the kit's:");
        files.forEach(file -> text.append("\n  ").append(shown(file)));
        return text.append("\nMove them away, or give --keep to leave them and write the others.")
                .toString();
    }

    /** As seen from the working directory. */
    private Path shown(Path file) {
        Path here = surroundings.workingDirectory();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
