package dev.verdict.server.metrics;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.ResourceResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The metrics of one decision point. Safe for use by several threads. */
public final class Metrics {
    private static final double NANOS_PER_MILLI = 1e6;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DistributionSummary checkSuccess = checkLatency("success");
    private final DistributionSummary checkFailure = checkLatency("failure");
    private final DistributionSummary compileSuccess = compileDuration("success");
    private final DistributionSummary compileFailure = compileDuration("failure");
    private final DistributionSummary batchSize = DistributionSummary.builder("cerbos.dev.engine.check.batch.size")
            .description("Batch size distribution of check requests")
            .serviceLevelObjectives(Buckets.batchSizes())
            .register(registry);
    private final DecisionCounters decisions = new DecisionCounters(registry);
    private final Counter costExceeded = Counter.builder("verdict.cost.exceeded")
            .description("Decisions denied because they cost more than their budget")
            .register(registry);
    private final Counter movedToWorker = Counter.builder("verdict.slow.requests")
            .description("Requests too expensive for an event loop")
            .register(registry);
    private final Counter reloadFailures = Counter.builder("verdict.reload.failures")
            .description("Changes of the policies that were not taken because of errors in them")
            .register(registry);
    private final HttpMetrics http = new HttpMetrics(registry);

    /** The meters of the process too. */
    @SuppressWarnings("resource") // these binders have nothing to close
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    private DistributionSummary checkLatency(String status) {
        return DistributionSummary.builder("cerbos.dev.engine.check.latency.milliseconds")
                .description("Time to match a request against a policy and provide a decision")
                .tag("status", status)
                .serviceLevelObjectives(Buckets.latencyMillis())
                .register(registry);
    }

    private DistributionSummary compileDuration(String status) {
        return DistributionSummary.builder("cerbos.dev.compiler.compile.duration.milliseconds")
                .description("Time to compile a set of policies")
                .tag("status", status)
                .serviceLevelObjectives(Buckets.latencyMillis())
                .register(registry);
    }

    /** The meters of an API method, such as {@code cerbos.svc.v1.CerbosService/CheckResources}. */
    public CallMetrics call(String method) {
        return new CallMetrics(registry, method);
    }

    public HttpMetrics http() {
        return http;
    }

    /** Counts the decisions of one request. */
    public void decided(CheckResult result, long nanos) {
        checkSuccess.record(nanos / NANOS_PER_MILLI);
        List<ResourceResult> results = result.results();
        batchSize.record(results.size());
        for (int i = 0; i < results.size(); i++) {
            ResourceResult resource = results.get(i);
            DecisionCounters.OfKind counters = null;
            List<ActionResult> actions = resource.actions();
            for (int j = 0; j < actions.size(); j++) {
                ActionResult action = actions.get(j);
                if (counters == null) {
                    boolean known = !action.matchedPolicy().equals(ActionResult.NO_MATCH);
                    counters = known ? decisions.of(resource.resource().kind()) : decisions.unknown();
                }
                counters.count(action.effect());
            }
        }
    }

    /** Counts a request that could not be decided. */
    public void failed(long nanos) {
        checkFailure.record(nanos / NANOS_PER_MILLI);
    }

    public void costExceeded() {
        costExceeded.increment();
    }

    public void movedToWorker() {
        movedToWorker.increment();
    }

    /** Counts a request whose token was not accepted, by the code that the client is told. */
    public void tokenRefused(String code) {
        Counter.builder("verdict.tokens.refused")
                .description("Requests whose token was not accepted")
                .tag("code", code)
                .register(registry)
                .increment();
    }

    /** Counts a compilation of the policies. */
    public void compiled(Duration took, boolean accepted) {
        (accepted ? compileSuccess : compileFailure).record(took.toNanos() / NANOS_PER_MILLI);
    }

    /** Counts changed policies that do not serve. */
    public void reloadFailed() {
        reloadFailures.increment();
    }

    /** Reports the value of {@code number} whenever somebody looks. */
    public void gauge(String name, String description, Iterable<Tag> tags, Supplier<Number> number) {
        Gauge.builder(name, number).description(description).tags(tags).register(registry);
    }

    /** All metrics in the text format of Prometheus. */
    public String scrape() {
        return registry.scrape();
    }

    /** Frees what the registry holds. */
    public void close() {
        registry.close();
    }
}
