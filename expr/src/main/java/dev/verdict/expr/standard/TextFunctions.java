package dev.verdict.expr.standard;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.library.Overload;
import dev.verdict.expr.library.Overload.Body;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** {@code contains}, {@code startsWith}, {@code endsWith} and {@code matches}. */
final class TextFunctions {
    private static final CelType STRING = SimpleType.STRING;

    private TextFunctions() {}

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        all.add(test("contains", String::contains));
        all.add(test("startsWith", String::startsWith));
        all.add(test("endsWith", String::endsWith));
        Body.Binary matches = TextFunctions::matches;
        all.add(Overload.function("matches", "matches", SimpleType.BOOL, matches, STRING, STRING));
        all.add(Overload.member("matches", "matches_string", SimpleType.BOOL, matches, STRING, STRING));
        return all;
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

    private static Object matches(Meter meter, @Nullable Object text, @Nullable Object pattern) {
        if (!(text instanceof String whole && pattern instanceof String expression)) {
            return CelError.noSuchOverload();
        }
        try {
            Pattern compiled = Patterns.compile(meter, expression);
            TextCost.match(meter, whole);
            return compiled.matcher(whole).find();
        } catch (PatternSyntaxException e) {
            return new CelError(String.valueOf(e.getMessage()));
        }
    }
}
