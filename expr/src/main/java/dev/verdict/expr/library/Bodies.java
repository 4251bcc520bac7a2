package dev.verdict.expr.library;

import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies over the Java types that the declared types of an overload arrive as. An argument of another type, which only a
 * dispatcher that trusts the checker too much could pass, is a missing overload instead of a crash.
 */
final class Bodies {
    /** The class of a CEL list. */
    @SuppressWarnings("unchecked") // nothing is read from the list but elements of any type
    static final Class<List<? extends @Nullable Object>> LIST =
            (Class<List<? extends @Nullable Object>>) (Class<?>) List.class;

    private Bodies() {}

    @FunctionalInterface
    interface Of1<A> {
        @Nullable
        Object apply(Meter meter, A a);
    }

    @FunctionalInterface
    interface Of2<A, B> {
        @Nullable
        Object apply(Meter meter, A a, B b);
    }

    @FunctionalInterface
    interface Of3<A, B, C> {
        @Nullable
        Object apply(Meter meter, A a, B b, C c);
    }

    @FunctionalInterface
    interface Of4<A, B, C, D> {
        @Nullable
        Object apply(Meter meter, A a, B b, C c, D d);
    }

    static <A> Overload.Body of(Class<A> a, Of1<A> body) {
        return (Overload.Body.Unary)
                (meter, x) -> a.isInstance(x) ? body.apply(meter, a.cast(x)) : CelError.noSuchOverload();
    }

    static <A, B> Overload.Body of(Class<A> a, Class<B> b, Of2<A, B> body) {
        return (Overload.Body.Binary) (meter, x, y) -> a.isInstance(x) && b.isInstance(y)
                ? body.apply(meter, a.cast(x), b.cast(y))
                : CelError.noSuchOverload();
    }

    static <A, B, C> Overload.Body of(Class<A> a, Class<B> b, Class<C> c, Of3<A, B, C> body) {
        return (Overload.Body.Variadic) (meter, x) -> a.isInstance(x[0]) && b.isInstance(x[1]) && c.isInstance(x[2])
                ? body.apply(meter, a.cast(x[0]), b.cast(x[1]), c.cast(x[2]))
                : CelError.noSuchOverload();
    }

    static <A, B, C, D> Overload.Body of(Class<A> a, Class<B> b, Class<C> c, Class<D> d, Of4<A, B, C, D> body) {
        return (Overload.Body.Variadic)
                (meter, x) -> a.isInstance(x[0]) && b.isInstance(x[1]) && c.isInstance(x[2]) && d.isInstance(x[3])
                        ? body.apply(meter, a.cast(x[0]), b.cast(x[1]), c.cast(x[2]), d.cast(x[3]))
                        : CelError.noSuchOverload();
    }
}
