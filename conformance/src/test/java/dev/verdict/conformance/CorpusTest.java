package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.corpus.Case;
import dev.verdict.conformance.corpus.CaseRunner;
import dev.verdict.conformance.pdp.VerdictInProcess;
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

    @TestFactory
    Stream<DynamicTest> verdictAnswersAsRecorded() {
        var runner = new CaseRunner(new VerdictInProcess(), CaseRunner.Side.VERDICT);
        return Case.all(CASES).stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.toString(), () -> assertThat(runner.check(test)).isEmpty()));
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
