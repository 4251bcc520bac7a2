package dev.verdict.cli.serving;

import dev.verdict.engine.live.Generation;
import dev.verdict.engine.live.LiveListener;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.DiagnosticFormat;
import dev.verdict.server.metrics.Metrics;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and counts what becomes of changed policies. */
final class LoggedChanges implements LiveListener {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.store");

    private final Metrics metrics;

    LoggedChanges(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void compiled(Duration took, boolean accepted) {
        metrics.compiled(took, accepted);
    }

    @Override
    public void switched(Generation<?> generation) {
        LOG.info("Policies of revision {} are active", generation.revision());
        for (Diagnostic warning : generation.warnings()) {
            LOG.warn("{}", DiagnosticFormat.oneLine(warning));
        }
    }

    @Override
    public void rejected(List<Diagnostic> diagnostics) {
        metrics.reloadFailed();
        LOG.error(
                "Changed policies are refused, the last good ones stay active: {}", DiagnosticFormat.full(diagnostics));
    }

    @Override
    public void recovered() {
        LOG.info("The policies are again those of the active revision");
    }

    @Override
    public void held(List<String> paths) {
        LOG.warn("Waiting for what is still being written: {}", paths);
    }
}
