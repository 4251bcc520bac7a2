package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;
import static dev.verdict.expr.library.Overload.member;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Making hierarchies and asking how they are related. */
public final class HierarchyFunctions {
    private static final CelType HIERARCHY = OpaqueType.create(Hierarchy.TYPE);
    private static final CelType STRING = SimpleType.STRING;

    /** The shape of {@code hierarchy.size()}; {@code size(x)} finds it too when the type of {@code x} is not known. */
    public static final String SIZE = "hierarchy_size";

    private HierarchyFunctions() {}

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        all.add(function(
                "hierarchy",
                "hierarchy_string",
                HIERARCHY,
                Bodies.of(String.class, (meter, text) -> split(meter, text, ".")),
                STRING));
        all.add(function(
                "hierarchy",
                "hierarchy_string_string",
                HIERARCHY,
                Bodies.of(String.class, String.class, HierarchyFunctions::split),
                STRING,
                STRING));
        all.add(function(
                "hierarchy",
                "hierarchy_list",
                HIERARCHY,
                Bodies.of(Bodies.LIST, HierarchyFunctions::ofList),
                ListType.create(STRING)));
        all.add(member(
                "size",
                SIZE,
                SimpleType.INT,
                Bodies.of(Hierarchy.class, (meter, hierarchy) -> (long) hierarchy.size()),
                HIERARCHY));
        all.add(function(
                "_[_]",
                "hierarchy_index_int",
                STRING,
                (Overload.Body.Binary) HierarchyFunctions::index,
                HIERARCHY,
                SimpleType.INT));
        all.add(member(
                "commonAncestors",
                "hierarchy_commonAncestors",
                HIERARCHY,
                Bodies.of(Hierarchy.class, Hierarchy.class, (meter, a, b) -> {
                    meter.charge(Math.min(a.size(), b.size()));
                    return a.commonAncestors(b);
                }),
                HIERARCHY,
                HIERARCHY));
        addTest(all, "ancestorOf", Hierarchy::isAncestorOf);
        addTest(all, "descendentOf", (a, b) -> b.isAncestorOf(a));
        addTest(all, "immediateParentOf", Hierarchy::isImmediateParentOf);
        addTest(all, "immediateChildOf", (a, b) -> b.isImmediateParentOf(a));
        addTest(all, "siblingOf", Hierarchy::isSiblingOf);
        addTest(all, "overlaps", Hierarchy::overlaps);
        return all;
    }

    private static void addTest(List<Overload> all, String name, BiPredicate<Hierarchy, Hierarchy> test) {
        all.add(member(
                name,
                "hierarchy_" + name,
                SimpleType.BOOL,
                Bodies.of(Hierarchy.class, Hierarchy.class, (meter, a, b) -> {
                    meter.charge(Math.min(a.size(), b.size()));
                    return test.test(a, b);
                }),
                HIERARCHY,
                HIERARCHY));
    }

    private static Object split(Meter meter, String text, String delimiter) {
        return ofList(meter, Joining.split(meter, text, delimiter, -1L));
    }

    private static Object ofList(Meter meter, List<? extends @Nullable Object> levels) {
        return Texts.ofList(meter, "hierarchy", levels, Hierarchy::of);
    }

    private static Object index(Meter meter, @Nullable Object hierarchy, @Nullable Object index) {
        if (!(hierarchy instanceof Hierarchy levels)) {
            return CelError.noSuchOverload();
        }
        if (!(index instanceof Long at)) {
            return new CelError("unsupported index type '" + TypeNames.of(index) + "'");
        }
        return at < 0 || at >= levels.size() ? new CelError("index out of range") : levels.level(at.intValue());
    }
}
