package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.expr.run.Budget;
import dev.verdict.expr.run.Cancellation;
import dev.verdict.server.metrics.Metrics;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides requests without ever holding up an event loop: first there, with a budget that nearly every request keeps, and
 * only what exceeds it again in the {@link SlowLane} with the full budget. Safe for use by several threads.
 */
public final class Decisions {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.engine");

    /** Steps that all entries of a request may take together on an event loop: well below a millisecond each thousand. */
    private static final long LOOP_STEPS = 20_000;

    private static final long MIN_LOOP_STEPS = 1_000;
    private static final int MAX_LOOP_ENTRIES = 100;
    private static final Duration LOOP_TIME = Duration.ofMillis(5);

    /** No single call computes longer, however many entries it has. */
    private static final long MAX_CALL_NANOS = Duration.ofSeconds(30).toNanos();

    private final DecisionPoint engine;
    private final Budget budget;
    private final SlowLane slowLane;
    private final Metrics metrics;
    private final DecisionLog log;

    public Decisions(DecisionPoint engine, Budget budget, SlowLane slowLane, Metrics metrics, DecisionLog log) {
        this.engine = engine;
        this.budget = budget;
        this.slowLane = slowLane;
        this.metrics = metrics;
        this.log = log;
    }

    /** Runs {@code work} off the event loop, or fails the exchange when there is too much of it. */
    void runSlowly(Exchange exchange, Runnable work) {
        metrics.movedToWorker();
        exchange.watchCaller();
        if (!slowLane.tryRun(() -> runGuarded(exchange, work))) {
            exchange.fail(ApiError.of(
                    StatusCode.RESOURCE_EXHAUSTED, "too many expensive requests are waiting, try again later"));
        }
    }

    /** Runs {@code work}; an exception becomes an answer. */
    static void runGuarded(Exchange exchange, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("A request could not be decided", e);
            exchange.fail(internalError());
        } catch (Error e) {
            exchange.fail(internalError());
            throw e;
        }
    }

    static ApiError internalError() {
        return ApiError.of(StatusCode.INTERNAL, "Policy check failed");
    }

    /**
     * Decides {@code requests} on the event loop and hands the results to {@code then} there; or, if that is too expensive,
     * in the slow lane, from where {@code then} is called.
     */
    void decide(List<CheckRequest> requests, String callId, Exchange exchange, Consumer<List<CheckResult>> then) {
        List<CheckResult> results = tryOnEventLoop(requests, callId);
        if (results != null) {
            then.accept(results);
            return;
        }
        runSlowly(exchange, () -> decideSlowly(requests, callId, exchange, then));
    }

    private @Nullable List<CheckResult> tryOnEventLoop(List<CheckRequest> requests, String callId) {
        int entries = 0;
        for (int i = 0; i < requests.size(); i++) {
            entries += requests.get(i).entries().size();
        }
        if (entries > MAX_LOOP_ENTRIES) {
            return null;
        }
        long steps = Math.max(MIN_LOOP_STEPS, LOOP_STEPS / Math.max(1, entries));
        boolean isAllThereIs = steps >= budget.maxSteps() && LOOP_TIME.compareTo(budget.maxTime()) >= 0;
        Budget small = isAllThereIs ? budget : new Budget(Math.min(steps, budget.maxSteps()), LOOP_TIME);
        long start = System.nanoTime();
        List<CheckResult> results = engine.check(requests, small, Cancellation.NEVER);
        if (!isAllThereIs && anyExceeded(results)) {
            return null;
        }
        decided(results, callId, System.nanoTime() - start);
        return results;
    }

    private static boolean anyExceeded(List<CheckResult> results) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).budgetExceeded()) {
                return true;
            }
        }
        return false;
    }

    /** As {@link #decide}, for a caller that is in the slow lane already. */
    void decideSlowly(List<CheckRequest> requests, String callId, Exchange exchange, Consumer<List<CheckResult>> then) {
        long start = System.nanoTime();
        Cancellation cancellation = () -> exchange.isAbandoned()
                || System.nanoTime() - start > MAX_CALL_NANOS
                || Thread.currentThread().isInterrupted();
        List<CheckResult> results = engine.check(requests, budget, cancellation);
        long nanos = System.nanoTime() - start;
        if (exchange.isAbandoned()) {
            metrics.failed(nanos);
            exchange.fail(ApiError.of(StatusCode.DEADLINE_EXCEEDED, "context deadline exceeded"));
            return;
        }
        decided(results, callId, nanos);
        then.accept(results);
    }

    /** Each of the requests of a call counts with an equal share of its time. */
    private void decided(List<CheckResult> results, String callId, long nanos) {
        for (int i = 0; i < results.size(); i++) {
            decided(results.get(i), callId, nanos / results.size());
        }
    }

    private void decided(CheckResult result, String callId, long nanos) {
        metrics.decided(result, nanos);
        if (result.budgetExceeded()) {
            metrics.costExceeded();
        }
        log.decided(result, callId);
    }
}
