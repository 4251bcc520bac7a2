package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.corpus.Case;
import dev.verdict.conformance.corpus.CaseRunner;
import dev.verdict.conformance.pdp.VerdictInProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Verdict answers every recorded case; the reference still answers otherwise where we differ on purpose. */
class CorpusTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final Path OPEN = Path.of("src/test/resources/open-differences.txt");

    @TestFactory
    Stream<DynamicTest> verdictAnswersAsRecorded() {
        var runner = new CaseRunner(new VerdictInProcess(), CaseRunner.Side.VERDICT);
        return Case.all(CASES).stream()
                .map(test -> DynamicTest.dynamicTest(test.toString(), () -> check(runner, test)));
    }

    /** A case of the list of open differences must still differ: whoever mends it takes it off the list. */
    private static void check(CaseRunner runner, Case test) throws IOException {
        boolean open = Files.readAllLines(OPEN).stream()
                .anyMatch(line -> test.toString().endsWith(line));
        if (open) {
            assertThat(runner.check(test)).as("listed in %s", OPEN).isNotEmpty();
        } else {
            assertThat(runner.check(test)).isEmpty();
        }
    }

    @Test
    void theReferenceDiffersWhereWeDifferOnPurpose() {
        Optional<CaseRunner> runner = References.server("differences of the reference")
                .map(server -> new CaseRunner(server, CaseRunner.Side.REFERENCE));
        List<Case> cases = Case.all(CASES.resolve("differences"));
        assertThat(cases).isNotEmpty();
        runner.ifPresent(reference -> cases.forEach(
                test -> assertThat(reference.check(test)).as("%s", test).isEmpty()));
    }
}
