package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.EvaluationError;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.server.config.EngineSettings.LogLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells the operator of expressions that failed and of decisions that cost too much. Only what policy authors wrote appears,
 * never a value of an attribute: the messages of errors can quote one, so they are not logged. Safe for use by several threads.
 */
public final class DecisionLog {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.engine");
    private static final int MAX_ERRORS = 5;

    private final @Nullable Level level;

    public DecisionLog(LogLevel celErrors) {
        level = switch (celErrors) {
            case NONE -> null;
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARN;
            case ERROR -> Level.ERROR;
        };
    }

    void decided(CheckResult result) {
        if (result.budgetExceeded()) {
            LOG.warn("A decision was denied because it cost more than its budget");
        }
        Level errors = level;
        if (errors == null) {
            return;
        }
        List<ResourceResult> resources = result.results();
        for (int i = 0; i < resources.size(); i++) {
            ResourceResult resource = resources.get(i);
            if (!resource.evaluationErrors().isEmpty()) {
                log(errors, resource);
            }
        }
    }

    private static void log(Level errors, ResourceResult resource) {
        if (!LOG.isEnabledForLevel(errors)) {
            return;
        }
        int count = 0;
        for (EvaluationError error : resource.evaluationErrors()) {
            if (count++ == MAX_ERRORS) {
                break;
            }
            LOG.atLevel(errors)
                    .setMessage("Expression failed")
                    .addKeyValue("expression", error.expression())
                    .log();
        }
    }
}
