package dev.verdict.benchmarks.decision;

import dev.verdict.cli.demo.Demo;
import dev.verdict.cli.demo.KindeTenant;
import dev.verdict.cli.demo.Paperwise;
import dev.verdict.engine.Verdict;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.live.LiveOptions;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.expr.value.Attributes;
import dev.verdict.server.call.Identification.Identified;
import dev.verdict.server.call.TokenVerifier.Verification;
import dev.verdict.server.config.Configuration;
import dev.verdict.server.token.ConfiguredTokens;
import dev.verdict.server.token.KindeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Objects;
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
 * The decisions of the demo, one after the other: principals of Kinde tokens behind variables, derived roles, denials for several
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

    /** Signs everybody in at a local Kinde, and makes sure that the decisions come out as they must. */
    @Setup
    public void setUp() throws IOException, InterruptedException {
        Paperwise demo = Paperwise.load();
        Path folder = Files.createTempDirectory("paperwise");
        try (KindeTenant kinde = KindeTenant.start(demo)) {
            Configuration configuration = Demo.configuration(kinde, folder);
            verdict = Verdict.builder()
                    .policies(PolicySource.disk(configuration.storage().directory()))
                    .live(LiveOptions.DEFAULT.watch(false))
                    .build();
            try (var tokens = new ConfiguredTokens(configuration.auxData(), InstantSource.system())) {
                KindeService service = Objects.requireNonNull(tokens.kinde());
                requests = requests(demo, kinde, service);
            }
        }
        delete(folder);
        for (int i = 0; i < requests.length; i++) {
            Paperwise.Golden row = demo.golden().get(i);
            if (verdict.check(requests[i]).isAllowed(row.action()) != row.allowed()) {
                throw new IllegalStateException("the demo expects another decision: " + row);
            }
        }
    }

    private static CheckRequest[] requests(Paperwise demo, KindeTenant kinde, KindeService service)
            throws IOException, InterruptedException {
        var requests = new CheckRequest[demo.golden().size()];
        for (int i = 0; i < requests.length; i++) {
            Paperwise.Golden row = demo.golden().get(i);
            Paperwise.Thing thing = demo.thing(row.resource());
            Resource resource = new Resource(thing.kind(), thing.id(), Attributes.copyOf(thing.attributes()), "", "");
            CheckRequest anonymous = CheckRequest.of(Principal.of("-", "-").build(), resource, row.action());
            String token = kinde.token(demo.signIn(row.who()));
            Verification verification =
                    service.bearer(token).toCompletableFuture().join();
            if (verification instanceof Verification.Verified verified
                    && verified.identification().identify(anonymous) instanceof Identified.As as) {
                requests[i] = as.request();
            } else {
                throw new IllegalStateException("the token of " + row.who() + " is refused: " + verification);
            }
        }
        return requests;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
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
