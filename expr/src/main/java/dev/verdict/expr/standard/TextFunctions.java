package dev.verdict.expr.standard;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.library.Overload;
import dev.verdict.expr.library.Overload.Body;
import dev.verdict.expr.value.CelError;
import java.util.List;
import java.util.function.BiPredicate;

/** {@code contains}, {@code startsWith} and {@code endsWith}. */
final class TextFunctions {
    private static final CelType STRING = SimpleType.STRING;

    private TextFunctions() {}

    static List<Overload> all() {
        return List.of(
                test("contains", String::contains),
                test("startsWith", String::startsWith),
                test("endsWith", String::endsWith));
    }

    private static Overload test(String name, BiPredicate<String, String> predicate) {
        Body.Binary body = (meter, text, part) -> {
            if (!(text instanceof String whole && part instanceof String sought)) {
                return CelError.noSuchOverload();
            }
            TextCost.scan(meter, whole);
            return predicate.test(whole, sought);
        };
        return Overload.member(name, name + "_string", SimpleType.BOOL, body, STRING, STRING);
    }
}
