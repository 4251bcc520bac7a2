package dev.verdict.server.call;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.EvaluationError;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.server.config.EngineSettings.LogLevel;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells the operator of expressions that failed and of decisions that cost too much: where, and of which kind, each distinct
 * one at most once a second. Values of attributes never appear: the messages of errors can quote one, so only their
 * {@link ErrorKind} is logged. Safe for use by several threads.
 */
public final class DecisionLog {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.engine");
    private static final int MAX_ERRORS = 5;
    private static final int MAX_NAMES = 5;

    private final @Nullable Level level;
    private final RepeatLimit limit;

    /** What makes a message distinct. Nothing that differs from call to call is in it. */
    private record Message(String expression, String kind, String policies) {}

    public DecisionLog(LogLevel celErrors) {
        this(celErrors, System::nanoTime);
    }

    DecisionLog(LogLevel celErrors, LongSupplier nanoTime) {
        limit = new RepeatLimit(nanoTime);
        level = switch (celErrors) {
            case NONE -> null;
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARN -> Level.WARN;
            case ERROR -> Level.ERROR;
        };
    }

    /**
     * Logs what went wrong in {@code result}.
     *
     * @param callId empty if the call has none
     */
    void decided(CheckResult result, String callId) {
        boolean placed = false;
        List<ResourceResult> resources = result.results();
        for (int i = 0; i < resources.size(); i++) {
            ResourceResult resource = resources.get(i);
            if (!resource.evaluationErrors().isEmpty()) {
                placed |= failed(resource, callId);
            }
        }
        if (result.budgetExceeded() && !placed) {
            exceeded("other", null, callId);
        }
    }

    /** Whether the decision on {@code resource} was cut off. */
    private boolean failed(ResourceResult resource, String callId) {
        boolean cutOff = false;
        int count = 0;
        for (EvaluationError error : resource.evaluationErrors()) {
            String kind = ErrorKind.of(error.message());
            // a decision that is cut off is told by an error of no expression
            if (error.expression().isEmpty()) {
                cutOff = true;
                exceeded(kind, resource, callId);
            } else if (level != null && LOG.isEnabledForLevel(level) && count++ < MAX_ERRORS) {
                log(
                        level,
                        "Expression failed",
                        new Message(error.expression(), kind, policies(resource)),
                        resource,
                        callId);
            }
        }
        return cutOff;
    }

    private void exceeded(String kind, @Nullable ResourceResult resource, String callId) {
        String policies = resource == null ? "" : policies(resource);
        log(
                Level.WARN,
                "A decision was denied because it cost more than its budget",
                new Message("", kind, policies),
                resource,
                callId);
    }

    private void log(Level at, String text, Message message, @Nullable ResourceResult resource, String callId) {
        long suppressed = limit.pass(message);
        if (suppressed == RepeatLimit.SUPPRESSED) {
            return;
        }
        LoggingEventBuilder line = LOG.atLevel(at).setMessage(text);
        line = with(line, "expression", message.expression());
        line = with(line, "reason", message.kind());
        line = with(line, "policy", message.policies());
        if (resource != null) {
            line = with(line, "resource", resource.resource().kind());
            line = with(line, "actions", actions(resource));
        }
        line = with(line, "callId", callId);
        line = with(line, "suppressed", suppressed == 0 ? "" : Long.toString(suppressed));
        line.log();
    }

    private static LoggingEventBuilder with(LoggingEventBuilder line, String name, String value) {
        return value.isEmpty() ? line : line.addKeyValue(name, value);
    }

    private static String policies(ResourceResult resource) {
        return resource.actions().stream()
                .map(ActionResult::matchedPolicy)
                .filter(policy -> !policy.isEmpty() && !policy.equals(ActionResult.NO_MATCH))
                .distinct()
                .limit(MAX_NAMES)
                .collect(Collectors.joining(", "));
    }

    private static String actions(ResourceResult resource) {
        return resource.actions().stream()
                .map(ActionResult::action)
                .limit(MAX_NAMES)
                .collect(Collectors.joining(", "));
    }
}
