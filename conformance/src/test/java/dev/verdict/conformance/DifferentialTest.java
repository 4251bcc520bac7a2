package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.compare.Comparison;
import dev.verdict.conformance.compare.DifferentialRun;
import dev.verdict.conformance.compare.Shrinker;
import dev.verdict.conformance.json.Yaml;
import dev.verdict.conformance.pdp.Starter;
import dev.verdict.conformance.pdp.VerdictInProcess;
import org.junit.jupiter.api.Test;

/** A short differential run; {@code conformance/run differential} makes long ones. */
class DifferentialTest {
    private static final int STORES = 12;
    private static final int REQUESTS_PER_STORE = 40;

    @Test
    void verdictAndReferenceAnswerRandomStoresAlike() {
        long seed = Long.getLong("conformance.seed", 20261124L);
        References.server("differential run").ifPresent(reference -> compare(reference, seed));
    }

    private static void compare(Starter reference, long seed) {
        System.out.println("differential run with seed " + seed);
        var comparison = new Comparison(reference, new VerdictInProcess());
        var run = new DifferentialRun(comparison);
        run.run(seed, STORES, REQUESTS_PER_STORE);
        System.out.println(run.report());
        assertThat(run.invalid()).as("stores that the reference refused").isEmpty();
        assertThat(run.refused()).as("stores that only Verdict refused").isEmpty();
        run.differences().stream().findFirst().ifPresent(difference -> {
            String text = Yaml.write(new Shrinker(comparison).shrink(difference).asCase("seed " + seed));
            throw new AssertionError(
                    run.differences().size() + " answers differ with seed " + seed + ", such as\n" + text);
        });
    }
}
