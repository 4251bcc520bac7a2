package dev.verdict.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.expr.run.Budget;
import dev.verdict.expr.run.BudgetExceeded;
import dev.verdict.expr.run.Cancellation;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.Attributes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static Unit unit(Map<String, String> variables) {
        Map<String, CheckedExpression> checked = new LinkedHashMap<>();
        variables.forEach((name, source) -> checked.put(name, Evaluation.checked(source)));
        Map<String, @Nullable Object> constants = new LinkedHashMap<>();
        constants.put("limit", 10.0);
        constants.put("names", List.of("a", "b"));
        return Unit.of(checked, constants, Evaluation.GLOBALS);
    }

    private static @Nullable Object value(Unit unit, String source) {
        Program program = unit.compile(Evaluation.checked(source));
        Frame frame = Evaluation.frame();
        Evaluation.enter(frame, unit);
        return program.evaluate(frame);
    }

    @Test
    void aConditionThatIsNoBooleanIsFalse() {
        assertThat(Evaluation.test("1")).isEqualTo(Truth.FALSE);
        assertThat(Evaluation.test("P.attr.s")).isEqualTo(Truth.FALSE);
        assertThat(Evaluation.test("P.attr.b")).isEqualTo(Truth.TRUE);
    }

    @Test
    void aFailedConditionLeavesItsReasonInTheFrame() {
        Program program = Evaluation.program("P.attr.missing == 1");
        Frame frame = Evaluation.frame();
        assertThat(program.test(frame)).isEqualTo(Truth.ERROR);
        assertThat(frame.lastError()).isEqualTo(new CelError("no such key: missing"));
    }

    @Test
    void variablesAreComputedOncePerDecision() {
        Unit unit = unit(Map.of("x", "R.attr.l.map(e, e)", "y", "V.x.size() + V.x.size()"));
        Program program = unit.compile(Evaluation.checked("V.y + V.x.size()"));
        Frame frame = Evaluation.frame(new Budget(20, Duration.ofSeconds(10)), Cancellation.NEVER);
        frame.resource(new Requests.Resource("k", "r", Attributes.copyOf(Map.of("l", List.of(1, 2, 3, 4, 5, 6, 7)))));
        Evaluation.enter(frame, unit);
        assertThat(program.evaluate(frame)).isEqualTo(21L);
    }

    @Test
    void theClockIsAskedOnceIfAtAll() {
        List<Timestamp> asked = new ArrayList<>();
        Frame frame = new Frame(Budget.DEFAULT, Cancellation.NEVER, () -> {
            asked.add(Timestamp.utc(Instant.EPOCH.plusSeconds(asked.size())));
            return asked.get(asked.size() - 1);
        });
        assertThat(Evaluation.program("1 == 1").test(frame)).isEqualTo(Truth.TRUE);
        assertThat(asked).isEmpty();
        Program program = Evaluation.program("now() == timestamp('1970-01-01T00:00:00Z')");
        assertThat(program.test(frame)).isEqualTo(Truth.TRUE);
        frame.startDecision();
        assertThat(program.test(frame)).isEqualTo(Truth.TRUE);
        assertThat(asked).hasSize(1);
    }

    @Test
    void expressionsSeeNoDotBeforeAScope() {
        Frame frame = Evaluation.frame();
        frame.resource(new Requests.Resource("k", "r", Attributes.EMPTY, "."));
        assertThat(Evaluation.program("R.scope == '' && !has(R.scope)").test(frame))
                .isEqualTo(Truth.TRUE);
    }

    @Test
    void aFailedVariableIsUndefined() {
        Unit unit = unit(Map.of("bad", "P.attr.missing", "worse", "V.bad == 1", "nothing", "null"));
        assertThat(value(unit, "V.bad")).isEqualTo(new CelError("undefined field 'bad'"));
        assertThat(value(unit, "V.worse")).isEqualTo(new CelError("undefined field 'worse'"));
        assertThat(value(unit, "has(V.bad)")).isEqualTo(false);
        assertThat(value(unit, "V.bad || true")).isEqualTo(true);
        assertThat(value(unit, "V.nothing == null && has(V.nothing)")).isEqualTo(true);
        assertThat(value(unit, "V.unknown")).isEqualTo(new CelError("undefined field 'unknown'"));
    }

    @Test
    void aVariableThatDependsOnItselfIsRefused() {
        Unit unit = unit(Map.of("a", "V.b", "b", "V.a"));
        assertThatThrownBy(() -> value(unit, "V.a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("variable `a` depends on itself");
    }

    @Test
    void constantsAndGlobalsAreKnown() {
        Unit unit = unit(Map.of());
        assertThat(value(unit, "C.limit == 10 && has(C.limit) && !has(C.other)"))
                .isEqualTo(true);
        assertThat(value(unit, "'a' in constants.names")).isEqualTo(true);
        assertThat(value(unit, "globals.limit + 1")).isEqualTo(6L);
    }

    @Test
    void namesUsedAreListed() {
        CheckedExpression checked =
                Evaluation.checked("V.a && variables.b == C.c && [1].all(V, V > 0) && P.id == R.id");
        assertThat(checked.variables()).containsExactly("a", "b");
        assertThat(checked.constants()).containsExactly("c");
        assertThat(checked.readsResource()).isTrue();
        assertThat(checked.readsDerivedRoles()).isFalse();
        assertThat(Evaluation.checked("request.principal.id == 'x'").readsResource())
                .isFalse();
        assertThat(Evaluation.checked("'x' in runtime.effectiveDerivedRoles").readsDerivedRoles())
                .isTrue();
    }

    @Test
    void whatOnlyThePrincipalDecidesIsComputedOncePerCall() {
        Unit unit = unit(Map.of());
        Program program = unit.compile(Evaluation.checked("R.attr.level == 3 && P.attr.l.exists(x, x == 3)"));
        assertThat(unit.principalSlotCount()).isEqualTo(1);
        @Nullable Object[] kept = new @Nullable Object[1];
        Frame frame = Evaluation.frame();
        frame.enter(new @Nullable Object[0], kept);
        assertThat(program.test(frame)).isEqualTo(Truth.TRUE);
        assertThat(kept).containsExactly(true);
        kept[0] = false;
        assertThat(program.test(frame)).isEqualTo(Truth.FALSE);
        frame.enter(new @Nullable Object[0], null);
        assertThat(program.test(frame)).isEqualTo(Truth.TRUE);
    }

    @Test
    void derivedRolesAreAskedForAndKeepTheLoopThatAsked() {
        Unit unit = unit(Map.of());
        Program outer = unit.compile(
                Evaluation.checked("['a', 'b'].filter(x, x in runtime.effectiveDerivedRoles).map(x, x + x)"));
        Unit other = unit(Map.of());
        Program inner = other.compile(Evaluation.checked("['z', 'b'].filter(y, y != 'z')"));
        Frame frame = Evaluation.frame();
        Evaluation.enter(frame, unit);
        frame.derivedRoles(asking -> {
            Evaluation.enter(asking, other);
            Object roles = inner.evaluate(asking);
            return roles == null ? List.of() : roles;
        });
        assertThat(outer.evaluate(frame)).isEqualTo(List.of("bb"));
    }

    @Test
    void tokensAreReadByName() {
        Program program = Evaluation.program(
                "request.auxData.jwts['t'].claims.sub == 'x' && has(request.auxData.jwts) && !has(request.auxData.jwt)");
        Frame frame = Evaluation.frame();
        frame.request(
                new Requests.Principal("u1", List.of("user"), Attributes.EMPTY),
                new Requests.AuxData(null, Map.of("t", Attributes.copyOf(Map.of("sub", "x")))));
        assertThat(program.test(frame)).isEqualTo(Truth.TRUE);
    }

    @Test
    void nestedLoopsOverALongListEndWithTheBudget() {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            list.add((double) i);
        }
        Program program = Evaluation.program("R.attr.l.all(x, R.attr.l.all(y, R.attr.l.all(z, x + y + z >= 0.0)))");
        Frame frame = Evaluation.frame(new Budget(1_000_000, Duration.ofHours(1)), Cancellation.NEVER);
        frame.resource(new Requests.Resource("k", "r", Attributes.copyOf(Map.of("l", list))));
        assertThatThrownBy(() -> program.test(frame))
                .isInstanceOfSatisfying(
                        BudgetExceeded.class, e -> assertThat(e.reason()).isEqualTo(BudgetExceeded.Cause.STEPS))
                .hasMessage("evaluation cost limit exceeded");
        frame.startDecision();
        assertThat(Evaluation.program("true").test(frame)).isEqualTo(Truth.TRUE);
    }

    @Test
    void timeAndCancellationEndAnEvaluation() {
        Double[] many = new Double[5_000];
        Arrays.fill(many, 1.0);
        Attributes attr = Attributes.copyOf(Map.of("l", Arrays.asList(many)));
        Program program = Evaluation.program("R.attr.l.all(x, x == 1.0)");
        Frame slow = Evaluation.frame(new Budget(1_000_000, Duration.ofNanos(1)), Cancellation.NEVER);
        slow.resource(new Requests.Resource("k", "r", attr));
        assertThatThrownBy(() -> program.test(slow)).hasMessage("evaluation time limit exceeded");
        Frame gone = Evaluation.frame(Budget.DEFAULT, () -> true);
        gone.resource(new Requests.Resource("k", "r", attr));
        assertThatThrownBy(() -> program.test(gone)).hasMessage("request cancelled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "[",
                "{",
                "-(",
                "!(",
                "[1].map(x, ",
                "true ? 1 : ",
                "f(",
                "P.attr[",
                "1 + ",
                "P.id.a.",
                "1 in ["
            })
    void deepNestingIsRefusedNotFatal(String opening) {
        Checked checked = new CelCompiler().check(opening.repeat(3_000) + "1");
        assertThat(checked).isInstanceOf(Checked.Invalid.class);
    }

    @Test
    void aLongChainOfTermsIsAnswered() {
        assertThat(Evaluation.test("false" + " || false".repeat(8_000))).isEqualTo(Truth.FALSE);
        assertThat(Evaluation.answer("1" + " + 1".repeat(300)))
                .isEqualTo("refused: Expression recursion limit exceeded. limit: 250");
    }

    @Test
    void aLongTextIsRefused() {
        assertThat(Evaluation.answer("\"" + "x".repeat(100_000) + "\""))
                .isEqualTo("refused: expression code point size exceeds limit: size: 100002, limit 100000");
    }

    @Test
    void bracketsInsideTextsAndCommentsDoNotNest() {
        assertThat(Evaluation.value("size('" + "(".repeat(300) + "') // " + "(".repeat(300)))
                .isEqualTo(300L);
        assertThat(Evaluation.value("size(r'" + "\\(".repeat(300) + "')")).isEqualTo(600L);
    }

    @Test
    void issuesHavePlaces() {
        Checked checked = new CelCompiler().check("P.id == \"x\" &&\n  P.foo == 1");
        assertThat(checked).isEqualTo(new Checked.Invalid(List.of(new Issue(2, 4, "undefined field 'foo'", null))));
    }

    @Test
    void patternsThatWouldFillTheMemoryAreErrors() {
        assertThat(Evaluation.value("'abc'.matches(P.attr.s + '((a{100}){100}){100}')"))
                .isInstanceOf(CelError.class);
        assertThat(Evaluation.value("'abc'.matches('[[:alpha:]{3}]+b{1,3}\\\\{2}' + P.attr.s)"))
                .isEqualTo(false);
    }
}
