package dev.verdict.expr.value;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CEL name of a value's type, as {@code type(x)} and error texts show it. */
public final class TypeNames {
    private TypeNames() {}

    /** The name for {@code value}. */
    public static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null_type";
            case String s -> "string";
            case Double d -> "double";
            case Long l -> "int";
            case Boolean b -> "bool";
            case Uint u -> "uint";
            case List<?> l -> "list";
            case Message m -> m.typeName();
            case Map<?, ?> m -> "map";
            case Timestamp t -> "google.protobuf.Timestamp";
            case Duration d -> "google.protobuf.Duration";
            case Bytes b -> "bytes";
            case OptionalValue o -> "optional_type";
            case TypeValue t -> "type";
            case Typed t -> t.typeName();
            case CelError e -> "error";
            default -> value.getClass().getSimpleName();
        };
    }
}
