package dev.verdict.expr.check;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExpander;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The macros of the language. Each becomes a comprehension whose accumulator is named after what it does, so that the
 * evaluator can tell them apart without guessing from their shape.
 */
public final class Macros {
    /** Accumulator of {@code all}; the step is {@code accumulator && predicate}. */
    public static final String ALL = "@all";
    /** Accumulator of {@code exists}; the step is {@code accumulator || predicate}. */
    public static final String EXISTS = "@exists";
    /** Accumulator of {@code exists_one}; the step is {@code predicate ? accumulator + 1 : accumulator}. */
    public static final String EXISTS_ONE = "@existsOne";
    /** Accumulator of {@code map}, {@code filter} and {@code transformList}; {@code accumulator + [element]}, maybe conditional. */
    public static final String LIST = "@list";
    /** Accumulator of {@code transformMap} and {@code transformMapEntry}; {@link #MAP_INSERT}, maybe conditional. */
    public static final String MAP = "@map";
    /** Loop variable of {@code cel.bind}, which has no loop; the accumulator is the bound name. */
    public static final String BIND = "#unused";
    /** Function that puts an entry, or all entries of a map, into the accumulator. */
    public static final String MAP_INSERT = "cel.@mapInsert";
    /** Function behind {@code sortBy}: {@code lists.@sortByAssociatedKeys(list, keys)}. */
    public static final String SORT_BY_KEYS = "lists.@sortByAssociatedKeys";

    private static final String SORT_INPUT = "@__sortBy_input__";
    private static final String OPTIONAL = "@optional";

    private Macros() {}

    static List<CelMacro> all() {
        List<CelMacro> all = new ArrayList<>();
        all.add(CelStandardMacro.HAS.getDefinition());
        all.add(receiver("all", 2, quantifier(false, Macros::all)));
        all.add(receiver("all", 3, quantifier(true, Macros::all)));
        all.add(receiver("exists", 2, quantifier(false, Macros::exists)));
        all.add(receiver("exists", 3, quantifier(true, Macros::exists)));
        all.add(receiver("exists_one", 2, quantifier(false, Macros::existsOne)));
        all.add(receiver("exists_one", 3, quantifier(true, Macros::existsOne)));
        all.add(receiver("existsOne", 3, quantifier(true, Macros::existsOne)));
        all.add(receiver("filter", 2, Macros::filter));
        all.add(receiver("map", 2, (f, target, args) -> list(f, target, args, false)));
        all.add(receiver("map", 3, (f, target, args) -> list(f, target, args, false)));
        all.add(receiver("transformList", 3, (f, target, args) -> list(f, target, args, true)));
        all.add(receiver("transformList", 4, (f, target, args) -> list(f, target, args, true)));
        all.add(receiver("transformMap", 3, (f, target, args) -> map(f, target, args, true)));
        all.add(receiver("transformMap", 4, (f, target, args) -> map(f, target, args, true)));
        all.add(receiver("transformMapEntry", 3, (f, target, args) -> map(f, target, args, false)));
        all.add(receiver("transformMapEntry", 4, (f, target, args) -> map(f, target, args, false)));
        all.add(receiver("sortBy", 2, Macros::sortBy));
        all.add(receiver("bind", 3, Macros::bind));
        all.add(receiver("optMap", 2, (f, target, args) -> optional(f, target, args, true)));
        all.add(receiver("optFlatMap", 2, (f, target, args) -> optional(f, target, args, false)));
        all.add(CelMacro.newReceiverVarArgMacro(
                "greatest", (f, target, args) -> extreme(f, target, args, "math.@max")));
        all.add(CelMacro.newReceiverVarArgMacro("least", (f, target, args) -> extreme(f, target, args, "math.@min")));
        return all;
    }

    private static CelMacro receiver(String name, int arguments, CelMacroExpander expander) {
        return CelMacro.newReceiverMacro(name, arguments, expander);
    }

    /** The names of a comprehension's loop variables; {@code second} is empty when there is one only. */
    private record Loop(String first, String second) {}

    /** The variables named by the first arguments, or the error that says why not. */
    private static @Nullable Loop loop(List<CelExpr> arguments, boolean two) {
        String first = simpleName(arguments.get(0));
        String second = two ? simpleName(arguments.get(1)) : "";
        return first == null || second == null || (two && first.equals(second)) ? null : new Loop(first, second);
    }

    private static @Nullable String simpleName(CelExpr expression) {
        if (expression.getKind() != Kind.IDENT) {
            return null;
        }
        String name = expression.ident().name();
        return name.startsWith("@") || name.startsWith(".") ? null : name;
    }

    private static Optional<CelExpr> notAName(CelMacroExprFactory f, CelExpr argument) {
        return error(f, argument, "argument is not an identifier");
    }

    private static Optional<CelExpr> badName(CelMacroExprFactory f, List<CelExpr> arguments, boolean two) {
        boolean firstIsFine = simpleName(arguments.get(0)) != null;
        if (two && firstIsFine) {
            CelExpr second = arguments.get(1);
            if (simpleName(second) != null) {
                return error(
                        f, second, "duplicate variable name: " + second.ident().name());
            }
            return error(f, second, "argument must be a simple name");
        }
        return error(f, arguments.get(0), "argument must be a simple name");
    }

    private static Optional<CelExpr> error(CelMacroExprFactory f, CelExpr at, String message) {
        return Optional.of(f.reportError(dev.cel.common.CelIssue.formatError(f.getSourceLocation(at), message)));
    }

    @Immutable
    private interface Fold {
        CelExpr fold(CelMacroExprFactory f, Loop loop, CelExpr range, CelExpr predicate);
    }

    private static CelMacroExpander quantifier(boolean two, Fold fold) {
        return (f, target, arguments) -> {
            Loop loop = loop(arguments, two);
            return loop == null
                    ? badName(f, arguments, two)
                    : Optional.of(fold.fold(f, loop, target, arguments.get(two ? 2 : 1)));
        };
    }

    private static CelExpr all(CelMacroExprFactory f, Loop loop, CelExpr range, CelExpr predicate) {
        CelExpr condition = f.newGlobalCall("@not_strictly_false", f.newIdentifier(ALL));
        CelExpr step = f.newGlobalCall("_&&_", f.newIdentifier(ALL), predicate);
        return fold(f, loop, range, ALL, f.newBoolLiteral(true), condition, step, f.newIdentifier(ALL));
    }

    private static CelExpr exists(CelMacroExprFactory f, Loop loop, CelExpr range, CelExpr predicate) {
        CelExpr condition = f.newGlobalCall("@not_strictly_false", f.newGlobalCall("!_", f.newIdentifier(EXISTS)));
        CelExpr step = f.newGlobalCall("_||_", f.newIdentifier(EXISTS), predicate);
        return fold(f, loop, range, EXISTS, f.newBoolLiteral(false), condition, step, f.newIdentifier(EXISTS));
    }

    private static CelExpr existsOne(CelMacroExprFactory f, Loop loop, CelExpr range, CelExpr predicate) {
        CelExpr more = f.newGlobalCall("_+_", f.newIdentifier(EXISTS_ONE), f.newIntLiteral(1));
        CelExpr step = f.newGlobalCall("_?_:_", predicate, more, f.newIdentifier(EXISTS_ONE));
        CelExpr result = f.newGlobalCall("_==_", f.newIdentifier(EXISTS_ONE), f.newIntLiteral(1));
        return fold(f, loop, range, EXISTS_ONE, f.newIntLiteral(0), f.newBoolLiteral(true), step, result);
    }

    private static Optional<CelExpr> filter(CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> arguments) {
        Loop loop = loop(arguments, false);
        return loop == null
                ? notAName(f, arguments.get(0))
                : Optional.of(list(f, loop, target, arguments.get(1), f.newIdentifier(loop.first())));
    }

    private static Optional<CelExpr> list(
            CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> arguments, boolean two) {
        Loop loop = loop(arguments, two);
        if (loop == null) {
            return two ? badName(f, arguments, true) : notAName(f, arguments.get(0));
        }
        int names = two ? 2 : 1;
        CelExpr condition = arguments.size() == names + 2 ? arguments.get(names) : null;
        return Optional.of(list(f, loop, target, condition, arguments.get(arguments.size() - 1)));
    }

    private static CelExpr list(
            CelMacroExprFactory f, Loop loop, CelExpr range, @Nullable CelExpr condition, CelExpr element) {
        CelExpr step = f.newGlobalCall("_+_", f.newIdentifier(LIST), f.newList(element));
        if (condition != null) {
            step = f.newGlobalCall("_?_:_", condition, step, f.newIdentifier(LIST));
        }
        return fold(f, loop, range, LIST, f.newList(), f.newBoolLiteral(true), step, f.newIdentifier(LIST));
    }

    private static Optional<CelExpr> map(
            CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> arguments, boolean keepKey) {
        Loop loop = loop(arguments, true);
        if (loop == null) {
            return badName(f, arguments, true);
        }
        CelExpr last = arguments.get(arguments.size() - 1);
        CelExpr step = keepKey
                ? f.newGlobalCall(MAP_INSERT, f.newIdentifier(MAP), f.newIdentifier(loop.first()), last)
                : f.newGlobalCall(MAP_INSERT, f.newIdentifier(MAP), last);
        if (arguments.size() == 4) {
            step = f.newGlobalCall("_?_:_", arguments.get(2), step, f.newIdentifier(MAP));
        }
        return Optional.of(fold(f, loop, target, MAP, f.newMap(), f.newBoolLiteral(true), step, f.newIdentifier(MAP)));
    }

    private static CelExpr fold(
            CelMacroExprFactory f,
            Loop loop,
            CelExpr range,
            String accumulator,
            CelExpr initial,
            CelExpr condition,
            CelExpr step,
            CelExpr result) {
        return loop.second().isEmpty()
                ? f.fold(loop.first(), range, accumulator, initial, condition, step, result)
                : f.fold(loop.first(), loop.second(), range, accumulator, initial, condition, step, result);
    }

    private static Optional<CelExpr> sortBy(CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> arguments) {
        Loop loop = loop(arguments, false);
        if (loop == null) {
            return notAName(f, arguments.get(0));
        }
        CelExpr keys = list(f, loop, f.newIdentifier(SORT_INPUT), null, arguments.get(1));
        CelExpr sorted = f.newGlobalCall(SORT_BY_KEYS, f.newIdentifier(SORT_INPUT), keys);
        return Optional.of(bound(f, SORT_INPUT, target, sorted));
    }

    private static Optional<CelExpr> bind(CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> arguments) {
        if (!isNamespace(target, "cel")) {
            return Optional.empty();
        }
        String name = simpleName(arguments.get(0));
        return name == null
                ? error(f, arguments.get(0), "cel.bind() variable names must be simple identifiers")
                : Optional.of(bound(f, name, arguments.get(1), arguments.get(2)));
    }

    private static CelExpr bound(CelMacroExprFactory f, String name, CelExpr value, CelExpr result) {
        return f.fold(BIND, f.newList(), name, value, f.newBoolLiteral(false), f.newIdentifier(name), result);
    }

    private static Optional<CelExpr> optional(
            CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> arguments, boolean wrap) {
        String name = simpleName(arguments.get(0));
        if (name == null) {
            String macro = wrap ? "optMap" : "optFlatMap";
            return error(f, arguments.get(0), macro + "() variable name must be a simple identifier");
        }
        // Bound to a name so that a chain of these does not double with each link.
        CelExpr inner = bound(f, name, f.newReceiverCall("value", f.newIdentifier(OPTIONAL)), arguments.get(1));
        CelExpr result = f.newGlobalCall(
                "_?_:_",
                f.newReceiverCall("hasValue", f.newIdentifier(OPTIONAL)),
                wrap ? f.newReceiverCall("of", f.newIdentifier("optional"), inner) : inner,
                f.newReceiverCall("none", f.newIdentifier("optional")));
        return Optional.of(bound(f, OPTIONAL, target, result));
    }

    /** {@code math.greatest} and {@code math.least} take any number of arguments: more than two go as a list. */
    private static Optional<CelExpr> extreme(
            CelMacroExprFactory f, CelExpr target, ImmutableList<CelExpr> arguments, String function) {
        if (!isNamespace(target, "math")) {
            return Optional.empty();
        }
        String name = function.equals("math.@max") ? "math.greatest()" : "math.least()";
        if (arguments.isEmpty()) {
            return error(f, target, name + " requires at least one argument");
        }
        CelExpr first = arguments.get(0);
        boolean isList = arguments.size() == 1 && first.getKind() == Kind.LIST;
        List<CelExpr> candidates = isList ? first.list().elements() : arguments;
        if (candidates.isEmpty()) {
            return error(f, first, name + " requires a list with at least one element");
        }
        for (CelExpr candidate : candidates) {
            if (candidate.getKind() == Kind.CONSTANT && !isNumber(candidate.constant())) {
                return error(f, candidate, name + " compares numbers only");
            }
        }
        if (arguments.size() == 1 && first.getKind() == Kind.CALL) {
            // Elements of a type that nobody knows yet would be taken for those of the first shape of the function.
            return Optional.of(f.newGlobalCall(function, f.newGlobalCall("dyn", first)));
        }
        return Optional.of(
                arguments.size() <= 2
                        ? f.newGlobalCall(function, arguments)
                        : f.newGlobalCall(function, f.newList(arguments)));
    }

    private static boolean isNumber(CelConstant constant) {
        return switch (constant.getKind()) {
            case INT64_VALUE, UINT64_VALUE, DOUBLE_VALUE -> true;
            default -> false;
        };
    }

    private static boolean isNamespace(CelExpr target, String name) {
        return target.getKind() == Kind.IDENT && target.ident().name().equals(name);
    }
}
