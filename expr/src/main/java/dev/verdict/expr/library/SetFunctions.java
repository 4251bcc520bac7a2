package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;
import static dev.verdict.expr.library.Overload.member;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.verdict.expr.run.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists taken as sets: {@code sets.*} and the policy language's own {@code hasIntersection}, {@code intersect},
 * {@code except} and {@code isSubset}, which may be called as functions and as methods.
 */
public final class SetFunctions {
    private static final CelType LIST = ListType.create(TypeParamType.create("T"));

    private static final Set<String> NON_STRICT =
            Set.of("hasIntersection", "has_intersection", "isSubset", "is_subset", "intersect", "except");

    private SetFunctions() {}

    /** Whether {@code function}, when it is called as a function and not as a method, takes failed arguments. */
    public static boolean isNonStrict(String function) {
        return NON_STRICT.contains(function);
    }

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        addTest(all, "sets.contains", "list_sets_contains_list", (meter, list, part) -> isSubset(meter, part, list));
        addTest(all, "sets.equivalent", "list_sets_equivalent_list", SetFunctions::equivalent);
        addTest(all, "sets.intersects", "list_sets_intersects_list", SetFunctions::intersects);
        for (String name : List.of("hasIntersection", "has_intersection")) {
            addBoth(all, name, SimpleType.BOOL, SetFunctions::intersects);
        }
        for (String name : List.of("isSubset", "is_subset")) {
            addBoth(all, name, SimpleType.BOOL, SetFunctions::isSubset);
        }
        addBoth(all, "intersect", LIST, SetFunctions::intersect);
        addBoth(all, "except", LIST, SetFunctions::except);
        return all;
    }

    private interface OfTwoLists
            extends Bodies.Of2<List<? extends @Nullable Object>, List<? extends @Nullable Object>> {}

    private static void addTest(List<Overload> all, String name, String id, OfTwoLists body) {
        all.add(function(name, id, SimpleType.BOOL, Bodies.of(Bodies.LIST, Bodies.LIST, body), LIST, LIST));
    }

    private static void addBoth(List<Overload> all, String name, CelType result, OfTwoLists lists) {
        Overload.Body body = Bodies.of(Bodies.LIST, Bodies.LIST, lists);
        all.add(function(name, name + "_overload", result, body, LIST, LIST));
        all.add(member(name, name + "_member_overload", result, body, LIST, LIST));
    }

    private static boolean isSubset(
            Meter meter, List<? extends @Nullable Object> part, List<? extends @Nullable Object> whole) {
        meter.charge(part.size());
        ValueSet.Membership members = ValueSet.in(meter, whole, part.size());
        for (Object value : part) {
            if (!members.contains(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equivalent(
            Meter meter, List<? extends @Nullable Object> a, List<? extends @Nullable Object> b) {
        return isSubset(meter, a, b) && isSubset(meter, b, a);
    }

    private static boolean intersects(
            Meter meter, List<? extends @Nullable Object> a, List<? extends @Nullable Object> b) {
        // Values of own types may be equal to texts only as elements of the first list.
        boolean swap = a.size() > b.size() || !ValueSet.isSymmetric(a);
        List<? extends @Nullable Object> hashed = swap ? b : a;
        List<? extends @Nullable Object> sought = swap ? a : b;
        meter.charge(hashed.size());
        // Hashing the shorter list keeps the other one from being copied when an early element decides.
        ValueSet.Membership members = ValueSet.in(meter, hashed, sought.size());
        meter.charge(sought.size());
        for (Object value : sought) {
            if ((swap || ValueSet.isSymmetric(value)) && members.contains(value)) {
                return true;
            }
        }
        return false;
    }

    /** The elements of the shorter list, or of the first, that the other has. */
    private static List<@Nullable Object> intersect(
            Meter meter, List<? extends @Nullable Object> a, List<? extends @Nullable Object> b) {
        boolean swap = a.size() > b.size();
        return select(meter, swap ? b : a, swap ? a : b, true);
    }

    private static List<@Nullable Object> except(
            Meter meter, List<? extends @Nullable Object> a, List<? extends @Nullable Object> b) {
        return select(meter, a, b, false);
    }

    private static List<@Nullable Object> select(
            Meter meter,
            List<? extends @Nullable Object> from,
            List<? extends @Nullable Object> other,
            boolean wanted) {
        meter.charge(from.size());
        ValueSet.Membership members = ValueSet.in(meter, other, from.size());
        List<@Nullable Object> selected = new ArrayList<>();
        for (Object value : from) {
            if (members.contains(value) == wanted) {
                selected.add(value);
            }
        }
        return Collections.unmodifiableList(selected);
    }
}
