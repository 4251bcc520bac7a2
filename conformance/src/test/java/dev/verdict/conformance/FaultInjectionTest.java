package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.faults.FaultRun;
import dev.verdict.conformance.faults.FaultRunOptions;
import dev.verdict.conformance.faults.Finding;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short run of faults under load; {@code conformance/run faults} makes long ones. */
class FaultInjectionTest {
    @Test
    void noFaultOfThePolicyFolderMakesAWrongAnswerOrAnErrorAndEachIsExplained()
            throws IOException, InterruptedException {
        try (FaultRun run = new FaultRun(FaultRunOptions.SHORT)) {
            System.out.println(Finding.HEADING);
            List<Finding> findings = run.run(finding -> System.out.println(finding.line()));
            assertThat(findings).hasSizeGreaterThan(20).allSatisfy(finding -> {
                assertThat(finding.counts().examples()).isEmpty();
                assertThat(finding.problems()).isEmpty();
                assertThat(finding.isClean()).isTrue();
            });
        }
    }
}
