package dev.verdict.expr.standard;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.types.TypeType;
import dev.verdict.expr.library.Overload;
import dev.verdict.expr.library.Overload.Body;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.TypeNames;
import dev.verdict.expr.value.TypeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code type}, {@code dyn} and {@code size}. */
final class TypeFunctions {
    private static final CelType A = TypeParamType.create("A");
    private static final CelType B = TypeParamType.create("B");

    private TypeFunctions() {}

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        all.add(Overload.function(
                "type",
                "type",
                TypeType.create(A),
                (Body.Unary) (meter, value) -> new TypeValue(TypeNames.of(value)),
                A));
        all.add(Overload.function("dyn", "to_dyn", SimpleType.DYN, (Body.Unary) (meter, value) -> value, A));
        for (CelType type : List.of(SimpleType.STRING, SimpleType.BYTES, ListType.create(A), MapType.create(A, B))) {
            String name = type.kind().name().toLowerCase(java.util.Locale.ROOT);
            Body.Unary body = TypeFunctions::size;
            all.add(Overload.function("size", "size_" + name, SimpleType.INT, body, type));
            all.add(Overload.member("size", name + "_size", SimpleType.INT, body, type));
        }
        return all;
    }

    private static Object size(Meter meter, @Nullable Object value) {
        return switch (value) {
            case String text -> {
                TextCost.scan(meter, text);
                yield (long) text.codePointCount(0, text.length());
            }
            case Bytes bytes -> (long) bytes.size();
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            case null -> 0L;
            default -> 0L;
        };
    }
}
