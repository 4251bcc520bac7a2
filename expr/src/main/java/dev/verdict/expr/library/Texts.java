package dev.verdict.expr.library;

import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists that should hold only strings. */
final class Texts {
    private Texts() {}

    /**
     * What {@code use} makes of the strings in {@code list}, or an error if not all elements are strings.
     *
     * @param function the signature that an error names, up to the list, for example {@code f(string, }
     */
    static Object ofList(
            Meter meter, String function, List<? extends @Nullable Object> list, Function<List<String>, Object> use) {
        meter.charge(list.size());
        List<String> texts = new ArrayList<>(list.size());
        for (Object element : list) {
            if (!(element instanceof String text)) {
                return refusal(function, element, texts.isEmpty());
            }
            texts.add(text);
        }
        return use.apply(texts);
    }

    // matches reference: the first element stands for all when an overload is picked
    private static CelError refusal(String function, @Nullable Object element, boolean first) {
        if (first) {
            return new CelError("no such overload: " + function + (function.contains("(") ? "list)" : "(list)"));
        }
        return new CelError("failed to convert list to string slice: " + conversionError(element));
    }

    static String conversionError(@Nullable Object element) {
        String type = TypeNames.of(element);
        return switch (type) {
            case "int", "uint" -> "unsupported type conversion from '" + type + "' to string";
            case "null_type" -> "type conversion error from 'null_type' to 'string'";
            case "double" -> "type conversion error from Double to 'string'";
            case "bytes" -> "type conversion error from Bytes to 'string'";
            default -> "type conversion error from " + type + " to 'string'";
        };
    }
}
