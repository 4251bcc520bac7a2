package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;
import static dev.verdict.expr.library.Overload.member;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.Message;
import dev.verdict.expr.value.OptionalValue;
import dev.verdict.expr.value.Timestamp;
import dev.verdict.expr.value.Uint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Making optionals and taking them apart. */
final class OptionalFunctions {
    private static final CelType ANY = TypeParamType.create("T");
    private static final CelType OPTIONAL = OptionalType.create(ANY);
    private static final CelType LIST = ListType.create(ANY);
    private static final CelType OPTIONALS = ListType.create(OPTIONAL);
    private static final Class<OptionalValue> VALUE = OptionalValue.class;

    private static final Timestamp YEAR_ONE = Timestamp.utc(Instant.parse("0001-01-01T00:00:00Z"));

    private OptionalFunctions() {}

    static List<Overload> all() {
        Overload.Body unwrap = Bodies.of(Bodies.LIST, OptionalFunctions::unwrap);
        return List.of(
                function("optional.none", "optional_none", OptionalType.create(SimpleType.DYN), (Overload.Body.Nullary)
                        meter -> OptionalValue.NONE),
                function(
                        "optional.of",
                        "optional_of",
                        OPTIONAL,
                        (Overload.Body.Unary) (meter, value) -> OptionalValue.of(value),
                        ANY),
                function(
                        "optional.ofNonZeroValue",
                        "optional_ofNonZeroValue",
                        OPTIONAL,
                        (Overload.Body.Unary)
                                (meter, value) -> isZero(value) ? OptionalValue.NONE : OptionalValue.of(value),
                        ANY),
                member(
                        "hasValue",
                        "optional_hasValue",
                        SimpleType.BOOL,
                        Bodies.of(VALUE, (meter, optional) -> optional.present()),
                        OPTIONAL),
                member("value", "optional_value", ANY, Bodies.of(VALUE, OptionalFunctions::value), OPTIONAL),
                member(
                        "or",
                        "optional_or_optional",
                        OPTIONAL,
                        (Overload.Body.Binary) (meter, optional, other) -> either(optional, other, false),
                        OPTIONAL,
                        OPTIONAL),
                member(
                        "orValue",
                        "optional_orValue_value",
                        ANY,
                        (Overload.Body.Binary) (meter, optional, other) -> either(optional, other, true),
                        OPTIONAL,
                        ANY),
                function("optional.unwrap", "optional_unwrap", LIST, unwrap, OPTIONALS),
                member("unwrapOpt", "optional_unwrapOpt", LIST, unwrap, OPTIONALS));
    }

    private static @Nullable Object value(Meter meter, OptionalValue optional) {
        return optional.present() ? optional.value() : new CelError("optional.none() dereference");
    }

    private static @Nullable Object either(@Nullable Object optional, @Nullable Object other, boolean unwrap) {
        if (!(optional instanceof OptionalValue option)) {
            return CelError.noSuchOverload();
        }
        if (!option.present()) {
            return other;
        }
        return unwrap ? option.value() : option;
    }

    private static Object unwrap(Meter meter, List<? extends @Nullable Object> optionals) {
        meter.charge(optionals.size());
        List<@Nullable Object> values = new ArrayList<>(optionals.size());
        for (Object element : optionals) {
            if (!(element instanceof OptionalValue optional)) {
                return new CelError("value " + Values.debugText(element) + " is not optional");
            }
            if (optional.present()) {
                values.add(optional.value());
            }
        }
        return Collections.unmodifiableList(values);
    }

    private static boolean isZero(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Boolean flag -> !flag;
            case Long number -> number == 0;
            case Uint number -> number.bits() == 0;
            case Double number -> number == 0;
            case String text -> text.isEmpty();
            case Bytes bytes -> bytes.size() == 0;
            case List<?> list -> list.isEmpty();
            case Message message -> false;
            case Map<?, ?> map -> map.isEmpty();
            case Duration duration -> duration.isZero();
            case Timestamp timestamp -> timestamp.equals(YEAR_ONE);
            default -> false;
        };
    }
}
