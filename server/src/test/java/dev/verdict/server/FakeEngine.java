package dev.verdict.server;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.expr.run.Budget;
import dev.verdict.expr.run.Cancellation;
import dev.verdict.server.call.DecisionPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides by names: {@code view} is allowed, everything else denied. Resources of kind {@code costly} cost more than an event
 * loop grants; those of kind {@code endless} run until they are cancelled, those of kind {@code slow} until they are released;
 * {@code broken} is a bug.
 */
final class FakeEngine implements DecisionPoint {
    private static final long COST = 100_000;

    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public List<CheckResult> check(List<CheckRequest> requests, Budget budget, Cancellation cancellation) {
        return requests.stream()
                .map(request -> check(request, budget, cancellation))
                .toList();
    }

    private CheckResult check(CheckRequest request, Budget budget, Cancellation cancellation) {
        boolean exceeded = false;
        List<ResourceResult> results = new ArrayList<>();
        for (CheckRequest.Entry entry : request.entries()) {
            String kind = entry.resource().kind();
            if (kind.equals("broken")) {
                throw new IllegalStateException("a bug");
            }
            boolean costly = kind.equals("costly") || kind.equals("endless") || kind.equals("slow");
            if (costly && budget.maxSteps() < COST) {
                return new CheckResult(request.requestId(), List.of(), 1, true);
            }
            if (kind.equals("endless")) {
                running.incrementAndGet();
                while (!cancellation.isCancelled()) {
                    Thread.onSpinWait();
                }
                running.decrementAndGet();
                cancelled.incrementAndGet();
                exceeded = true;
            }
            if (kind.equals("slow")) {
                running.incrementAndGet();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            List<ActionResult> actions = new ArrayList<>();
            for (String action : entry.actions()) {
                actions.add(
                        action.equals("view")
                                ? new ActionResult(action, Effect.ALLOW, "resource." + kind + ".vdefault", "")
                                : new ActionResult(action, Effect.DENY, ActionResult.NO_MATCH, ""));
            }
            results.add(new ResourceResult(entry.resource(), actions, List.of(), List.of(), List.of(), List.of()));
        }
        return new CheckResult(request.requestId(), results, 1, exceeded);
    }
}
