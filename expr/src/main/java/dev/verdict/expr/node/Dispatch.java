package dev.verdict.expr.node;

import dev.cel.common.types.CelType;
import dev.verdict.expr.library.Mismatch;
import dev.verdict.expr.library.Overload;
import dev.verdict.expr.library.Overload.Body;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.TypeNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of several shapes: the arguments decide which one runs. */
final class Dispatch {
    private final String function;
    private final Overload[] overloads;

    Dispatch(String function, List<Overload> overloads) {
        this.function = function;
        this.overloads = overloads.toArray(Overload[]::new);
    }

    /** Whether one of the shapes takes these two. */
    boolean accepts(@Nullable Object first, @Nullable Object second) {
        return find(first, second) != null;
    }

    @Nullable
    Object apply(Meter meter, @Nullable Object argument) {
        for (Overload overload : overloads) {
            List<CelType> parameters = overload.parameters();
            if (parameters.size() == 1 && ParameterTypes.fits(parameters.get(0), argument)) {
                return call(overload.body(), meter, argument);
            }
        }
        return noSuchOverload(argument);
    }

    @Nullable
    Object apply(Meter meter, @Nullable Object first, @Nullable Object second) {
        Overload overload = find(first, second);
        return overload == null ? noSuchOverload(first, second) : call(overload.body(), meter, first, second);
    }

    @Nullable
    Object apply(Meter meter, @Nullable Object[] arguments) {
        for (Overload overload : overloads) {
            if (fits(overload.parameters(), arguments)) {
                return call(overload.body(), meter, arguments);
            }
        }
        return noSuchOverload(arguments);
    }

    private @Nullable Overload find(@Nullable Object first, @Nullable Object second) {
        for (Overload overload : overloads) {
            List<CelType> parameters = overload.parameters();
            if (parameters.size() == 2
                    && ParameterTypes.fits(parameters.get(0), first)
                    && ParameterTypes.fits(parameters.get(1), second)) {
                return overload;
            }
        }
        return null;
    }

    private static boolean fits(List<CelType> parameters, @Nullable Object[] arguments) {
        if (parameters.size() != arguments.length) {
            return false;
        }
        for (int i = 0; i < arguments.length; i++) {
            if (!ParameterTypes.fits(parameters.get(i), arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private CelError noSuchOverload(@Nullable Object... arguments) {
        List<String> types = new ArrayList<>();
        for (Object argument : arguments) {
            types.add(TypeNames.of(argument));
        }
        return new CelError(Mismatch.text(function, types, arguments.length > 0 && arguments[0] instanceof List));
    }

    static @Nullable Object call(Body body, Meter meter, @Nullable Object argument) {
        return body instanceof Body.Unary unary
                ? unary.apply(meter, argument)
                : call(body, meter, new @Nullable Object[] {argument});
    }

    static @Nullable Object call(Body body, Meter meter, @Nullable Object first, @Nullable Object second) {
        return body instanceof Body.Binary binary
                ? binary.apply(meter, first, second)
                : call(body, meter, new @Nullable Object[] {first, second});
    }

    static @Nullable Object call(Body body, Meter meter, @Nullable Object[] arguments) {
        return switch (body) {
            case Body.Nullary nullary -> nullary.apply(meter);
            case Body.Unary unary -> unary.apply(meter, arguments[0]);
            case Body.Binary binary -> binary.apply(meter, arguments[0], arguments[1]);
            case Body.Variadic variadic -> variadic.apply(meter, arguments);
        };
    }
}
