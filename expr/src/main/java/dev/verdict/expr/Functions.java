package dev.verdict.expr;

import dev.verdict.expr.library.Libraries;
import dev.verdict.expr.library.Overload;
import dev.verdict.expr.standard.StandardLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All functions that expressions may call. */
final class Functions {
    private static final List<Overload> ALL = collect();
    private static final Map<String, Overload> BY_ID =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Overload::id, Function.identity()));

    private Functions() {}

    static List<Overload> all() {
        return ALL;
    }

    static Map<String, Overload> byId() {
        return BY_ID;
    }

    private static List<Overload> collect() {
        List<Overload> all = new ArrayList<>(StandardLibrary.all());
        all.addAll(Libraries.all());
        return List.copyOf(all);
    }
}
