package dev.verdict.expr;

import dev.verdict.expr.run.Budget;
import dev.verdict.expr.run.Cancellation;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.text.JsonForm;
import dev.verdict.expr.text.NumberText;
import dev.verdict.expr.value.Attributes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions on a request that the tests share. */
final class Evaluation {
    static final Attributes PRINCIPAL = Attributes.copyOf(principal());
    static final Attributes RESOURCE = Attributes.copyOf(Map.of("owner", "u1", "status", "draft", "level", 3, "n", 5));
    static final Map<String, @Nullable Object> GLOBALS = Map.of("limit", 5L, "name", "g");

    private static final CelCompiler COMPILER = new CelCompiler();

    private Evaluation() {}

    private static Map<String, @Nullable Object> principal() {
        Map<String, @Nullable Object> m = new LinkedHashMap<>();
        m.put("x", 1);
        m.put("y", null);
        Map<String, @Nullable Object> attr = new LinkedHashMap<>();
        attr.put("n", 5);
        attr.put("f", 5.9);
        attr.put("s", "str");
        attr.put("b", true);
        attr.put("nul", null);
        attr.put("l", List.of(1, 2, 3));
        attr.put("ls", List.of("a", "b"));
        attr.put("m", m);
        attr.put("i", 1);
        attr.put("big", 1e300);
        attr.put("ts", "2024-02-29T12:34:56.789+02:00");
        attr.put("dur", "1h30m");
        attr.put("cidr", "10.0.0.0/8");
        attr.put("ip", "10.1.2.3");
        attr.put("e", List.of());
        attr.put("em", Map.of());
        attr.put("zero", 0);
        return attr;
    }

    static Frame frame() {
        return frame(Budget.DEFAULT, Cancellation.NEVER);
    }

    static Frame frame(Budget budget, Cancellation cancellation) {
        Frame frame = new Frame(budget, cancellation, () -> Timestamp.utc(Instant.parse("2024-05-06T07:08:09Z")));
        frame.request(new Requests.Principal("u1", List.of("user", "admin"), PRINCIPAL), Requests.AuxData.NONE);
        frame.resource(new Requests.Resource("document", "r1", RESOURCE));
        return frame;
    }

    static CheckedExpression checked(String source) {
        return switch (COMPILER.check(source)) {
            case Checked.Valid valid -> valid.expression();
            case Checked.Invalid invalid -> throw new AssertionError(source + ": " + invalid.issues());
        };
    }

    static Unit unit() {
        return Unit.of(Map.of(), Map.of(), GLOBALS);
    }

    static Program program(String source) {
        return unit().compile(checked(source));
    }

    static void enter(Frame frame, Unit unit) {
        frame.enter(new @Nullable Object[unit.slotCount()], new @Nullable Object[unit.principalSlotCount()]);
    }

    static @Nullable Object value(String source) {
        Unit unit = unit();
        Program program = unit.compile(checked(source));
        Frame frame = frame();
        enter(frame, unit);
        return program.evaluate(frame);
    }

    static Truth test(String source) {
        Unit unit = unit();
        Program program = unit.compile(checked(source));
        Frame frame = frame();
        enter(frame, unit);
        return program.test(frame);
    }

    /** What an expression comes to, as one line of text. */
    static String answer(String source) {
        return switch (COMPILER.check(source)) {
            case Checked.Invalid invalid ->
                "refused: " + invalid.issues().stream().map(Issue::message).collect(Collectors.joining(", "));
            case Checked.Valid valid -> text(JsonForm.of(value(source)));
        };
    }

    /** A JSON value with sorted names and numbers without exponents, or {@code error: } and its message. */
    static String text(@Nullable Object json) {
        return switch (json) {
            case null -> "null";
            case CelError error -> "error: " + error.message();
            case String string -> quoted(string);
            case Double number -> NumberText.plain(number);
            case List<?> list -> list.stream().map(Evaluation::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                new TreeMap<>(map)
                        .entrySet().stream()
                                .map(entry -> quoted((String) entry.getKey()) + ": " + text(entry.getValue()))
                                .collect(Collectors.joining(", ", "{", "}"));
            default -> json.toString();
        };
    }

    private static String quoted(String string) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append("\\u").append(Integer.toHexString(0x10000 + c).substring(1));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}
