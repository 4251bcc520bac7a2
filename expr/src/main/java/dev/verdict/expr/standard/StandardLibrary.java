package dev.verdict.expr.standard;

import dev.verdict.expr.library.Overload;
import java.util.ArrayList;
import java.util.List;

/** All functions of the standard library. */
public final class StandardLibrary {
    private StandardLibrary() {}

    /** Their shapes. */
    public static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        all.addAll(TypeFunctions.all());
        all.addAll(Conversions.all());
        all.addAll(TextFunctions.all());
        all.addAll(TimeFunctions.all());
        return List.copyOf(all);
    }
}
