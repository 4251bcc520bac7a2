package dev.verdict.expr.node;

import dev.verdict.expr.library.Overload;
import org.jspecify.annotations.Nullable;

/** What an expression's names stand for, asked while it is compiled. */
public interface Scope {
    /** The variable {@code V.name}, or null when there is none. */
    @Nullable
    Part variable(String name);

    /** The constant {@code C.name}, or {@link dev.verdict.expr.compare.MapKeys#ABSENT}. */
    @Nullable
    Object constant(String name);

    /** The global {@code G.name}, or {@link dev.verdict.expr.compare.MapKeys#ABSENT}. */
    @Nullable
    Object global(String name);

    /** All constants or all globals, as the record that {@code C} or {@code G} alone stands for. */
    Object record(boolean globals);

    /** The shape of a function that the checker knows by this id, or null for an operator's. */
    @Nullable
    Overload overload(String id);

    /** A number for a loop variable that no other loop of the unit has. */
    int newLocal();

    /** A slot for a value that holds for a whole call. */
    int newPrincipalSlot();
}
