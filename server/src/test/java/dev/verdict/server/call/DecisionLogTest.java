package dev.verdict.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.EvaluationError;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.expr.value.Attributes;
import dev.verdict.server.config.EngineSettings.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DecisionLogTest {
    private static final EvaluationError FAILURE = new EvaluationError("R.attr.owner == P.id", "no such key: s3cret");
    private static final EvaluationError CUT_OFF = new EvaluationError("", "evaluation cost limit exceeded");

    private final Logger logger = (Logger) LoggerFactory.getLogger("verdict.engine");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private final DecisionLog log = new DecisionLog(LogLevel.WARN, nanos::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
    }

    private static CheckResult result(boolean exceeded, EvaluationError... errors) {
        return result("resource.album.vdefault", exceeded, errors);
    }

    private static CheckResult result(String policy, boolean exceeded, EvaluationError... errors) {
        List<ActionResult> actions = List.of(
                new ActionResult("view", Effect.DENY, policy, ""),
                new ActionResult("edit", Effect.DENY, ActionResult.NO_MATCH, ""));
        var resource = new Resource("album", "XX1", Attributes.EMPTY, "", "");
        return new CheckResult(
                "r1",
                List.of(new ResourceResult(resource, actions, List.of(), List.of(), List.of(), List.of(errors))),
                1,
                exceeded);
    }

    private List<String> logged() {
        return lines.list.stream()
                .map(line -> line.getFormattedMessage()
                        + (line.getKeyValuePairs() == null ? "" : " " + line.getKeyValuePairs()))
                .toList();
    }

    @Test
    void aFailedExpressionIsToldWithItsPlaceAndKindButWithoutValues() {
        log.decided(result(false, FAILURE), "CALL");

        assertThat(logged())
                .containsExactly("Expression failed [expression=\"R.attr.owner == P.id\", reason=\"no such key\","
                        + " policy=\"resource.album.vdefault\", resource=\"album\", actions=\"view, edit\","
                        + " callId=\"CALL\"]");
    }

    @Test
    void aDecisionThatCostTooMuchIsOneLineWithItsPlace() {
        log.decided(result(true, CUT_OFF), "");

        assertThat(logged())
                .containsExactly("A decision was denied because it cost more than its budget"
                        + " [reason=\"evaluation cost limit exceeded\", policy=\"resource.album.vdefault\","
                        + " resource=\"album\", actions=\"view, edit\"]");
    }

    @Test
    void aDecisionThatCostTooMuchNowhereIsToldToo() {
        log.decided(new CheckResult("r1", List.of(), 1, true), "CALL");

        assertThat(logged())
                .containsExactly(
                        "A decision was denied because it cost more than its budget [reason=\"other\", callId=\"CALL\"]");
    }

    @Test
    void messagesOfUnknownKindsAreNotQuoted() {
        log.decided(result(false, new EvaluationError("f(x)", "s3cret is not a date")), "");

        assertThat(logged())
                .singleElement()
                .asString()
                .contains("reason=\"other\"")
                .doesNotContain("s3cret");
    }

    @Test
    void eachDistinctMessagePassesOnceASecondAndTheOthersAreCounted() {
        for (int i = 0; i < 10; i++) {
            log.decided(result(true, FAILURE, CUT_OFF), "");
        }
        assertThat(logged()).hasSize(2);

        log.decided(result("resource.other.vdefault", false, FAILURE), "");
        assertThat(logged()).hasSize(3);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        log.decided(result(false, FAILURE), "");
        assertThat(logged().get(3)).contains("suppressed=\"9\"");
    }

    @Test
    void endlesslyManyDistinctMessagesAreLimitedToo() {
        for (int i = 0; i < 2_000; i++) {
            log.decided(result(false, new EvaluationError("x" + i, "")), "");
        }
        assertThat(logged()).hasSize(501);

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        log.decided(result(false, FAILURE), "");
        assertThat(logged()).hasSize(502);
    }
}
