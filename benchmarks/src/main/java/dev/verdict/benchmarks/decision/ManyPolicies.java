package dev.verdict.benchmarks.decision;

import dev.verdict.engine.Verdict;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.source.PolicySource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions over sets of scoped policies with derived roles: the time must not grow with the set. */
@SuppressWarnings("NullAway.Init") // set up by JMH
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ManyPolicies {
    /** Number of policies in the set. */
    @Param({"10", "10000"})
    public int policies;

    private Verdict verdict;
    private CheckRequest[] requests;
    private int next;

    /** Loads the set and prepares requests for policies spread over it. */
    @Setup
    public void setUp() {
        verdict = Verdict.builder()
                .policies(PolicySource.memory(PolicyCorpus.files(policies)))
                .build();
        requests = new CheckRequest[8];
        for (int i = 0; i < requests.length; i++) {
            int kind = (int) ((long) i * PolicyCorpus.kinds(policies) / requests.length);
            Principal principal = Principal.of("ann", "employee")
                    .attr("team", "t1")
                    .attr("clearance", 3)
                    .build();
            Resource resource = Resource.of(PolicyCorpus.kind(kind), "r" + i)
                    .scope(PolicyCorpus.LEAF_SCOPE)
                    .attr("owner", "ann")
                    .attr("team", "t1")
                    .attr("status", "draft")
                    .attr("level", 2)
                    .build();
            requests[i] = CheckRequest.of(principal)
                    .resource(resource, "view", "edit", "delete")
                    .build();
        }
    }

    @TearDown
    public void tearDown() {
        verdict.close();
    }

    /** Three actions on a resource two scopes below the root. */
    @Benchmark
    public CheckResult threeActionsInAScope() {
        next = (next + 1) & 7;
        return verdict.check(requests[next]);
    }
}
