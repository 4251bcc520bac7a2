package dev.verdict.expr.node;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.TypeNames;
import dev.verdict.expr.value.TypeValue;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether arguments fit the declared types of parameters. */
final class ParameterTypes {
    private ParameterTypes() {}

    /** Whether a value of type {@code argument} always fits, so that nothing needs to be asked at run time. */
    static boolean alwaysFits(CelType parameter, CelType argument) {
        return switch (parameter.kind()) {
            case DYN, ANY, TYPE_PARAM -> true;
            case LIST ->
                argument instanceof ListType list
                        && parameter instanceof ListType wanted
                        && alwaysFits(wanted.elemType(), list.elemType());
            case MAP ->
                argument instanceof MapType map
                        && parameter instanceof MapType wanted
                        && alwaysFits(wanted.keyType(), map.keyType())
                        && alwaysFits(wanted.valueType(), map.valueType());
            case OPAQUE ->
                argument.kind() == parameter.kind()
                        && argument.name().equals(parameter.name())
                        && (!(parameter instanceof OptionalType)
                                || alwaysFits(
                                        parameter.parameters().get(0),
                                        argument.parameters().get(0)));
            default -> argument.kind() == parameter.kind() && argument.name().equals(parameter.name());
        };
    }

    /** Whether {@code value} fits; of lists and maps only the first member is looked at, as the reference does. */
    static boolean fits(CelType parameter, @Nullable Object value) {
        return switch (parameter.kind()) {
            case DYN, ANY, TYPE_PARAM -> true;
            case STRING -> value instanceof String;
            case INT -> value instanceof Long;
            case UINT -> value instanceof Uint;
            case DOUBLE -> value instanceof Double;
            case BOOL -> value instanceof Boolean;
            case BYTES -> value instanceof Bytes;
            case TIMESTAMP -> value instanceof Timestamp;
            case DURATION -> value instanceof Duration;
            case NULL_TYPE -> value == null;
            case TYPE -> value instanceof TypeValue;
            case LIST ->
                value instanceof List<?> list
                        && (list.isEmpty() || fits(parameter.parameters().get(0), list.get(0)));
            case MAP -> value instanceof Map<?, ?> map && firstEntryFits(parameter, map);
            case OPAQUE ->
                parameter instanceof OptionalType
                        ? value instanceof OptionalValue optional
                                && (!optional.present()
                                        || fits(parameter.parameters().get(0), optional.value()))
                        : TypeNames.of(value).equals(parameter.name());
            default -> TypeNames.of(value).equals(parameter.name());
        };
    }

    private static boolean firstEntryFits(CelType parameter, Map<?, ?> map) {
        if (map.isEmpty()) {
            return true;
        }
        Map.Entry<?, ?> entry = map.entrySet().iterator().next();
        return fits(parameter.parameters().get(0), entry.getKey())
                && fits(parameter.parameters().get(1), entry.getValue());
    }
}
