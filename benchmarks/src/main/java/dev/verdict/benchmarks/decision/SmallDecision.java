package dev.verdict.benchmarks.decision;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.verdict.engine.Verdict;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.expr.value.Attributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
 * A role-and-owner decision over four attributes: by the engine, by the same rule written in Java, and its bare condition in
 * cel-java's runtime. The engine's variants differ in what is made anew for each decision.
 */
@SuppressWarnings("NullAway.Init") // set up by JMH
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SmallDecision {
    private static final String CONDITION = "R.attr.owner == P.id && R.attr.org == P.attr.org"
            + " && R.attr.status in [\"draft\", \"review\"] && R.attr.level <= 3";

    private static final String POLICY = """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: document
              version: default
              rules:
                - actions: ["edit"]
                  effect: EFFECT_ALLOW
                  roles: ["editor"]
                  condition:
                    match:
                      expr: >-
                        %s
            """.formatted(CONDITION);

    private Verdict verdict;
    private CelRuntime.Program program;
    private Attributes principalAttr;
    private Attributes resourceAttr;
    private Map<String, Object> celInput;
    private String owner;

    /** Builds both engines. */
    @Setup
    public void setUp() throws CelValidationException, CelEvaluationException {
        verdict = Verdict.builder()
                .policies(PolicySource.memory(Map.of("document.yaml", POLICY)))
                .build();
        MapType dynamic = MapType.create(SimpleType.STRING, SimpleType.DYN);
        program = CelRuntimeFactory.plannerRuntimeBuilder()
                .build()
                .createProgram(CelCompilerFactory.standardCelCompilerBuilder()
                        .addVar("P", dynamic)
                        .addVar("R", dynamic)
                        .build()
                        .compile(CONDITION)
                        .getAst());
        owner = "u" + System.nanoTime();
        principalAttr = Attributes.builder().put("org", "emea").build();
        resourceAttr = resourceAttributes();
        // An integer, as cel-java compares a double with 3 only by an option that makes it slower.
        celInput = Map.of(
                "P", Map.of("id", owner, "attr", Map.of("org", "emea")),
                "R", Map.of("attr", Map.of("owner", owner, "org", "emea", "status", "draft", "level", 2L)));
        if (!decideAll() || !decideAttributesMade() || !handWritten() || !celJava()) {
            throw new IllegalStateException("the peers do not agree");
        }
    }

    private Attributes resourceAttributes() {
        return Attributes.builder()
                .put("owner", owner)
                .put("org", "emea")
                .put("status", "draft")
                .put("level", 2.0)
                .build();
    }

    @TearDown
    public void tearDown() {
        verdict.close();
    }

    /** Request, principal, resource and result are new; the attributes are those that the application holds anyway. */
    @Benchmark
    public boolean decideAll() {
        Principal principal = new Principal(owner, List.of("editor"), principalAttr, "", "");
        Resource resource = new Resource("document", "d1", resourceAttr, "", "");
        CheckRequest request =
                CheckRequest.of(principal).resource(resource, "edit").build();
        return verdict.check(request).results().get(0).actions().get(0).effect() == Effect.ALLOW;
    }

    /** As {@link #decideAll}, and the attributes are copied in too. */
    @Benchmark
    public boolean decideAttributesMade() {
        Principal principal = Principal.of(owner, "editor").attr("org", "emea").build();
        Resource resource = new Resource("document", "d1", resourceAttributes(), "", "");
        CheckRequest request =
                CheckRequest.of(principal).resource(resource, "edit").build();
        return verdict.check(request).results().get(0).actions().get(0).effect() == Effect.ALLOW;
    }

    /** The rule as a programmer would write it over the same attributes. */
    @Benchmark
    public boolean handWritten() {
        return List.of("editor").contains("editor")
                && owner.equals(resourceAttr.get("owner"))
                && principalAttr.get("org") instanceof String org
                && org.equals(resourceAttr.get("org"))
                && resourceAttr.get("status") instanceof String status
                && (status.equals("draft") || status.equals("review"))
                && resourceAttr.get("level") instanceof Double level
                && level <= 3;
    }

    /** The bare condition: no request, no roles, no policies. */
    @Benchmark
    public boolean celJava() throws CelEvaluationException {
        return (Boolean) program.eval(celInput);
    }
}
