package dev.verdict.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.live.Settling.Arrangement;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.engine.source.SourceTree;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int QUIET = 200;
    private static final int PATIENCE = 2_000;
    private static final int STARVATION = 30_000;

    private final Settling settling = new Settling(LiveOptions.DEFAULT
            .quiet(Duration.ofMillis(QUIET))
            .patience(Duration.ofMillis(PATIENCE))
            .clock(InstantSource.fixed(NOW)));

    private static SourceTree tree(String text, Instant rearranged) {
        SourceTree tree = PolicySource.memory(Map.of("a.yaml", text)).scan();
        return new SourceTree(tree.policies(), tree.schemas(), tree.diagnostics(), tree.watchPoints(), rearranged);
    }

    private Arrangement look(SourceTree tree, long millis) {
        long now = TimeUnit.MILLISECONDS.toNanos(millis);
        assertThat(settling.written(tree, SourceTree.EMPTY, now)).isEmpty();
        Arrangement arrangement = settling.arrangement(tree, now);
        if (arrangement == Arrangement.MOVING) {
            settling.refused(now);
        } else {
            settling.taken();
        }
        return arrangement;
    }

    @Test
    void looksThatComeOnceInAQuietPeriodReachThePatience() {
        SourceTree same = tree("1", NOW);
        for (int millis = 0; millis < PATIENCE; millis += QUIET) {
            assertThat(look(same, millis)).isEqualTo(Arrangement.MOVING);
        }
        assertThat(look(same, PATIENCE)).isEqualTo(Arrangement.RESTLESS);
    }

    @Test
    void whatIsReadMustStayTheSameForThePatienceUntilNobodyWaitsAnyMore() {
        for (int millis = 0; millis < STARVATION; millis += QUIET) {
            assertThat(look(tree("v" + millis, NOW), millis)).isEqualTo(Arrangement.MOVING);
        }
        assertThat(look(tree("last", NOW), STARVATION)).isEqualTo(Arrangement.RESTLESS);
        assertThat(look(tree("next", NOW), STARVATION + QUIET)).isEqualTo(Arrangement.MOVING);
    }

    @Test
    void nothingIsWaitedForInAFolderAtRest() {
        assertThat(look(tree("1", NOW), 0)).isEqualTo(Arrangement.MOVING);
        assertThat(look(tree("2", NOW.minusMillis(QUIET)), QUIET)).isEqualTo(Arrangement.AT_REST);
    }

    @Test
    void aWaitThatWasGivenUpLongAgoDoesNotCount() {
        assertThat(look(tree("1", NOW), 0)).isEqualTo(Arrangement.MOVING);
        assertThat(look(tree("1", NOW), 10 * STARVATION)).isEqualTo(Arrangement.MOVING);
    }
}
