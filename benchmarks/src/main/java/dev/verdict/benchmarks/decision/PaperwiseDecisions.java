package dev.verdict.benchmarks.decision;

import dev.verdict.cli.demo.Paperwise;
import dev.verdict.engine.Verdict;
import dev.verdict.engine.decision.AuxData;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.expr.value.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The decisions of the demo, one after the other: claims of tokens behind variables, derived roles, denials for several
 * reasons, and an output that gives the reason.
 */
@SuppressWarnings("NullAway.Init") // set up by JMH
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PaperwiseDecisions {
    private Verdict verdict;
    private CheckRequest[] requests;
    private int next;

    /** Loads the demo's policies and makes sure that its decisions come out as they must. */
    @Setup
    public void setUp() throws IOException {
        verdict = Verdict.builder().policies(PolicySource.memory(policies())).build();
        Paperwise demo = Paperwise.load();
        List<Paperwise.Golden> golden = demo.golden();
        requests = new CheckRequest[golden.size()];
        for (int i = 0; i < requests.length; i++) {
            Paperwise.Golden row = golden.get(i);
            requests[i] = request(demo, row);
            if (verdict.check(requests[i]).isAllowed(row.action()) != row.allowed()) {
                throw new IllegalStateException("the demo expects another decision: " + row);
            }
        }
    }

    private static Map<String, String> policies() throws IOException {
        Path folder = Files.createTempDirectory("paperwise");
        Paperwise.writePolicies(folder);
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                texts.put(String.valueOf(file.getFileName()), Files.readString(file));
                Files.delete(file);
            }
        }
        Files.delete(folder);
        return texts;
    }

    private static CheckRequest request(Paperwise demo, Paperwise.Golden row) {
        Paperwise.Token principal = demo.tokens().get(row.as());
        Paperwise.Token token = demo.tokens().get(row.token());
        Paperwise.Thing thing = demo.resources().get(row.resource());
        if (principal == null || token == null || thing == null) {
            throw new IllegalStateException("the demo lacks what it decides: " + row);
        }
        Resource resource = new Resource(thing.kind(), thing.id(), Attributes.copyOf(thing.attributes()), "", "");
        return CheckRequest.of(Principal.of(principal.principalId(), principal.principalRoles())
                        .build())
                .resource(resource, row.action())
                .auxData(new AuxData(Attributes.copyOf(token.claims()), Map.of()))
                .build();
    }

    @TearDown
    public void tearDown() {
        verdict.close();
    }

    /** One decision, averaged over all of the demo. */
    @Benchmark
    public CheckResult oneAction() {
        next = next + 1 == requests.length ? 0 : next + 1;
        return verdict.check(requests[next]);
    }
}
