package dev.verdict.expr.text;

import dev.verdict.expr.value.Attributes;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.TypeNames;
import dev.verdict.expr.value.TypeValue;
import dev.verdict.expr.value.Typed;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CEL values as JSON values, as outputs show them. */
public final class JsonForm {
    /** Integers up to this size are exact as JSON numbers; others become strings. */
    private static final long LARGEST_EXACT = (1L << 53) - 1;

    private static final CelError NO_TYPES = new CelError("type conversion not supported for 'type'");
    private static final CelError EMPTY_OPTIONAL = new CelError("optional.none() dereference");

    private JsonForm() {}

    /**
     * The JSON value for {@code value}, made of the types named in {@link Attributes}; a {@link CelError} if there is none
     * or if {@code value} is one.
     */
    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Double number -> ofDouble(number);
            case Long number ->
                number >= -LARGEST_EXACT && number <= LARGEST_EXACT ? (Object) number.doubleValue() : number.toString();
            case Uint number ->
                number.bits() >= 0 && number.bits() <= LARGEST_EXACT
                        ? (Object) (double) number.bits()
                        : number.toString();
            case Attributes object -> object;
            case List<?> list -> ofList(list);
            case Map<?, ?> map -> ofMap(map);
            case Timestamp time -> TimestampText.of(time);
            case Duration duration -> DurationText.of(duration);
            case Bytes bytes -> Base64.getEncoder().encodeToString(bytes.toArray());
            case OptionalValue optional -> optional.present() ? of(optional.value()) : EMPTY_OPTIONAL;
            case CelError error -> error;
            case TypeValue type -> NO_TYPES;
            case Typed typed -> new CelError(typed.jsonProblem());
            default -> throw new IllegalArgumentException("not a CEL value: " + value.getClass());
        };
    }

    private static Object ofDouble(double number) {
        return Double.isFinite(number)
                ? (Object) number
                : new CelError("number cannot be represented in JSON: " + NumberText.ofDouble(number));
    }

    private static Object ofList(List<?> list) {
        List<@Nullable Object> json = new ArrayList<>(list.size());
        for (Object element : list) {
            Object member = of(element);
            if (member instanceof CelError) {
                return member;
            }
            json.add(member);
        }
        return Collections.unmodifiableList(json);
    }

    private static Object ofMap(Map<?, ?> map) {
        Attributes.Builder json = Attributes.builder();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                return badKey(entry.getKey());
            }
            Object member = of(entry.getValue());
            if (member instanceof CelError) {
                return member;
            }
            json.putTrusted(name, member);
        }
        return json.build();
    }

    /** The reference words this error differently for each type of key. */
    private static CelError badKey(@Nullable Object key) {
        return new CelError(
                switch (key) {
                    case Long number -> "unsupported type conversion from 'int' to string";
                    case Uint number -> "unsupported type conversion from 'uint' to string";
                    case Boolean flag -> "type conversion error from bool to 'string'";
                    case Double number -> "type conversion error from Double to 'string'";
                    case Duration duration -> "type conversion error from 'Duration' to 'string'";
                    case Timestamp time -> "type conversion error from 'Timestamp' to 'string'";
                    case null -> "type conversion error from 'null_type' to 'string'";
                    default -> "type conversion error from " + TypeNames.of(key) + " to 'string'";
                });
    }
}
