package dev.verdict.cli.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.Status;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.server.health.Readiness;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionServerTest {
    private static final Instant LOADED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant CHECKED = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void onlyErrorsAreRejections() {
        Span place = new Span("album.yaml", 3, 4, 1);
        List<Diagnostic> found = List.of(
                Diagnostic.error(Code.INVALID_YAML, place, "broken"),
                Diagnostic.warning(Code.INVALID_YAML, place, "deprecated"));

        Readiness readiness = DecisionServer.readiness(
                new Status(2, LOADED, CHECKED, 3, 5, List.of(), found, List.of("b.yaml")), List.of());

        assertThat(readiness)
                .isEqualTo(new Readiness(
                        2,
                        3,
                        CHECKED,
                        List.of("album.yaml:3:4: error[INVALID_YAML]: broken"),
                        List.of("b.yaml: still being written, its earlier content serves"),
                        List.of()));
    }
}
