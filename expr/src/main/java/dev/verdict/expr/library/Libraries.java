package dev.verdict.expr.library;

import java.util.ArrayList;
import java.util.List;

/** The functions that policies may call beyond the standard library of CEL. */
public final class Libraries {
    private Libraries() {}

    /** Every overload of every extension library and of the policy language's own functions. */
    public static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        all.addAll(StringFunctions.all());
        all.addAll(CallFunctions.all());
        return List.copyOf(all);
    }
}
