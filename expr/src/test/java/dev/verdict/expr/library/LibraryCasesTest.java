package dev.verdict.expr.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.expr.CelCompiler;
import dev.verdict.expr.Checked;
import dev.verdict.expr.Issue;
import dev.verdict.expr.Requests;
import dev.verdict.expr.Unit;
import dev.verdict.expr.compare.Equality;
import dev.verdict.expr.run.Budget;
import dev.verdict.expr.run.Cancellation;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.text.JsonForm;
import dev.verdict.expr.value.Attributes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Timestamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Expressions and what the reference makes of them. Each line of a file has an expression, {@code value}, {@code error} or
 * {@code invalid}, and the value as JSON, the text of the error or why it does not compile. {@code P.attr} is what
 * {@code attributes.json} says.
 */
class LibraryCasesTest {
    private static final List<String> FILES = List.of(
            "edges",
            "encoders",
            "equality",
            "format",
            "hierarchy",
            "lists",
            "math",
            "mismatches",
            "network",
            "optionals",
            "paths",
            "regex",
            "sets",
            "spiffe",
            "strings",
            "time",
            "values");

    private static final Budget AMPLE = new Budget(100_000_000, Duration.ofMinutes(1));

    private final CelCompiler compiler = new CelCompiler();
    private final Attributes attributes =
            Attributes.copyOf(object(evaluate(read("attributes.json"), Attributes.EMPTY)));

    @TestFactory
    Stream<DynamicTest> answersAsTheReferenceDoes() {
        return FILES.stream()
                .flatMap(file -> read(file + ".tsv")
                        .lines()
                        .map(line ->
                                DynamicTest.dynamicTest(file + ": " + line.substring(0, line.indexOf('\t')), () -> {
                                    String[] fields = line.split("\t", -1);
                                    check(fields[0], fields[1], fields[2]);
                                })));
    }

    private void check(String expression, String outcome, String expected) {
        if (outcome.equals("invalid")) {
            assertThat(compiler.check(expression)).isInstanceOf(Checked.Invalid.class);
            return;
        }
        Object actual = JsonForm.of(evaluate(expression, attributes));
        if (outcome.equals("error")) {
            assertThat(actual).isEqualTo(new CelError(expected));
            return;
        }
        Object wanted = Attributes.normalise(JsonForm.of(evaluate(expected, Attributes.EMPTY)));
        Frame frame = frame(Attributes.EMPTY);
        assertThat(Equality.equal(frame, actual, wanted))
                .as("%s should be %s", actual, wanted)
                .isTrue();
    }

    private @Nullable Object evaluate(String expression, Attributes attr) {
        return switch (compiler.check(expression)) {
            case Checked.Valid valid ->
                Unit.of(Map.of(), Map.of(), Map.of())
                        .compile(valid.expression())
                        .evaluate(frame(attr));
            case Checked.Invalid invalid ->
                throw new AssertionError("does not compile: "
                        + invalid.issues().stream().map(Issue::message).toList());
        };
    }

    private static Frame frame(Attributes attr) {
        Frame frame = new Frame(AMPLE, Cancellation.NEVER, () -> Timestamp.utc(Instant.parse("2026-11-24T12:00:00Z")));
        frame.request(new Requests.Principal("u", List.of("user"), attr), new Requests.AuxData(null, Map.of()));
        frame.resource(new Requests.Resource("doc", "d", attr));
        return frame;
    }

    @SuppressWarnings("unchecked") // the file holds an object
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }

    private static String read(String file) {
        try (InputStream stream = Objects.requireNonNull(LibraryCasesTest.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
