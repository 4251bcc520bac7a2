package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;
import static dev.verdict.expr.library.Overload.member;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.OptionalValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on lists. {@code sortBy} is a macro over {@code lists.@sortByAssociatedKeys}. */
final class ListFunctions {
    private static final int MAX_RANGE = 1_000_000;

    private static final CelType INT = SimpleType.INT;
    private static final CelType ANY = TypeParamType.create("T");
    private static final CelType LIST = ListType.create(ANY);
    private static final CelType DYNAMIC_LIST = ListType.create(SimpleType.DYN);
    private static final List<CelType> SORTABLE = List.of(
            INT,
            SimpleType.UINT,
            SimpleType.DOUBLE,
            SimpleType.BOOL,
            SimpleType.DURATION,
            SimpleType.TIMESTAMP,
            SimpleType.STRING,
            SimpleType.BYTES);

    private ListFunctions() {}

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        all.add(function(
                "lists.range", "lists_range", ListType.create(INT), Bodies.of(Long.class, ListFunctions::range), INT));
        all.add(member("distinct", "list_distinct", LIST, Bodies.of(Bodies.LIST, ListFunctions::distinct), LIST));
        all.add(member("reverse", "list_reverse", LIST, Bodies.of(Bodies.LIST, ListFunctions::reverse), LIST));
        all.add(member(
                "slice",
                "list_slice",
                LIST,
                Bodies.of(Bodies.LIST, Long.class, Long.class, ListFunctions::slice),
                LIST,
                INT,
                INT));
        all.add(member(
                "flatten",
                "list_flatten",
                DYNAMIC_LIST,
                Bodies.of(Bodies.LIST, (meter, list) -> flatten(meter, list, 1L)),
                DYNAMIC_LIST));
        all.add(member(
                "flatten",
                "list_flatten_int",
                DYNAMIC_LIST,
                Bodies.of(Bodies.LIST, Long.class, ListFunctions::flatten),
                DYNAMIC_LIST,
                INT));
        all.add(member(
                "first",
                "list_first",
                OptionalType.create(ANY),
                Bodies.of(Bodies.LIST, (meter, list) -> optional(list, 0)),
                LIST));
        all.add(member(
                "last",
                "list_last",
                OptionalType.create(ANY),
                Bodies.of(Bodies.LIST, (meter, list) -> optional(list, list.size() - 1)),
                LIST));
        for (CelType type : SORTABLE) {
            CelType list = ListType.create(type);
            all.add(member(
                    "sort",
                    "list_" + type.name() + "_sort",
                    list,
                    Bodies.of(Bodies.LIST, (meter, values) -> Sorting.sort(meter, values)),
                    list));
            all.add(function(
                    "lists.@sortByAssociatedKeys",
                    "list_" + type.name() + "_sortByAssociatedKeys",
                    LIST,
                    Bodies.of(Bodies.LIST, Bodies.LIST, Sorting::sort),
                    LIST,
                    list));
        }
        return all;
    }

    private static Object range(Meter meter, Long size) {
        if (size < 0) {
            return new CelError("lists.range: size must be non-negative, got " + size);
        }
        if (size > MAX_RANGE) {
            return new CelError("lists.range: size " + size + " exceeds maximum allowed (" + MAX_RANGE + ")");
        }
        return new Range(size.intValue());
    }

    private static List<@Nullable Object> distinct(Meter meter, List<? extends @Nullable Object> list) {
        meter.charge(2L * list.size());
        ValueSet seen = new ValueSet(meter);
        List<@Nullable Object> distinct = new ArrayList<>();
        for (Object value : list) {
            if (!seen.contains(value)) {
                seen.add(value);
                distinct.add(value);
            }
        }
        return Collections.unmodifiableList(distinct);
    }

    private static List<? extends @Nullable Object> reverse(Meter meter, List<? extends @Nullable Object> list) {
        meter.charge(list.size());
        @Nullable Object[] values = list.toArray();
        Collections.reverse(Arrays.asList(values));
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private static Object slice(Meter meter, List<? extends @Nullable Object> list, Long from, Long to) {
        if (from < 0 || to < 0) {
            return new CelError("cannot slice(" + from + ", " + to + "), negative indexes not supported");
        }
        if (from > to) {
            return new CelError(
                    "cannot slice(" + from + ", " + to + "), start index must be less than or equal to end index");
        }
        if (to > list.size()) {
            return new CelError("cannot slice(" + from + ", " + to + "), list is length " + list.size());
        }
        return list.subList(from.intValue(), to.intValue());
    }

    private static OptionalValue optional(List<? extends @Nullable Object> list, int index) {
        return list.isEmpty() ? OptionalValue.NONE : OptionalValue.of(list.get(index));
    }

    private static Object flatten(Meter meter, List<? extends @Nullable Object> list, Long depth) {
        if (depth < 0) {
            return new CelError("level must be non-negative");
        }
        List<@Nullable Object> flat = new ArrayList<>(list.size());
        flatten(meter, list, depth, flat);
        return Collections.unmodifiableList(flat);
    }

    // Nesting is bounded by the limits of documents and of requests.
    private static void flatten(Meter meter, List<?> list, long depth, List<@Nullable Object> flat) {
        meter.charge(list.size());
        for (Object value : list) {
            if (depth > 0 && value instanceof List<?> inner) {
                flatten(meter, inner, depth - 1, flat);
            } else {
                flat.add(value);
            }
        }
    }
}
