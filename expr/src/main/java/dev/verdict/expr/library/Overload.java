package dev.verdict.expr.library;

import dev.cel.common.types.CelType;
import dev.verdict.expr.run.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One callable shape of a function: what the checker is told and what runs.
 *
 * @param function name as written in CEL, for example {@code math.ceil} or {@code indexOf}
 * @param id unique name of the shape, for example {@code string_index_of_string}
 * @param member called as {@code target.f(rest)}; the target is the first parameter
 * @param parameters declared types, the target included; {@code TypeParamType} where any type does
 * @param body arguments arrive with the declared types ({@code dyn} and type parameters: any value), never as
 *     {@link dev.verdict.expr.value.CelError}; a failure is returned as one
 */
public record Overload(
        String function, String id, boolean member, List<CelType> parameters, CelType result, Body body) {
    public Overload {
        parameters = List.copyOf(parameters);
    }

    public static Overload function(String function, String id, CelType result, Body body, CelType... parameters) {
        return new Overload(function, id, false, List.of(parameters), result, body);
    }

    public static Overload member(String function, String id, CelType result, Body body, CelType... parameters) {
        return new Overload(function, id, true, List.of(parameters), result, body);
    }

    /** What an overload does. Stateless, safe for use by several threads. */
    public sealed interface Body {
        @FunctionalInterface
        non-sealed interface Nullary extends Body {
            @Nullable
            Object apply(Meter meter);
        }

        @FunctionalInterface
        non-sealed interface Unary extends Body {
            @Nullable
            Object apply(Meter meter, @Nullable Object argument);
        }

        @FunctionalInterface
        non-sealed interface Binary extends Body {
            @Nullable
            Object apply(Meter meter, @Nullable Object first, @Nullable Object second);
        }

        @FunctionalInterface
        non-sealed interface Variadic extends Body {
            @Nullable
            Object apply(Meter meter, @Nullable Object[] arguments);
        }
    }
}
