package dev.verdict.conformance;

import dev.verdict.conformance.corpus.Case;
import dev.verdict.conformance.corpus.CaseRunner;
import dev.verdict.conformance.pdp.ReferencePackage;
import dev.verdict.conformance.pdp.ReferenceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fills the expected part of case files from the reference: {@code FILE_OR_FOLDER...}. */
public final class Recorder {
    private Recorder() {}

    /** Records the given files and all case files below the given folders. */
    public static void main(String[] arguments) {
        if (!(ReferencePackage.locate() instanceof ReferencePackage.Found found)) {
            System.err.println("the reference binary is not available");
            System.exit(2);
            return;
        }
        var runner = new CaseRunner(new ReferenceServer(found.binary()), CaseRunner.Side.REFERENCE);
        for (String argument : arguments) {
            Path path = Path.of(argument);
            for (Case test : Files.isDirectory(path) ? Case.all(path) : List.of(Case.read(path))) {
                String fault = runner.record(test);
                System.out.println((fault.isEmpty() ? "recorded " : fault + "\nNOT as described: ") + test);
            }
        }
    }
}
