package dev.verdict.expr.library;

import java.util.List;
import java.util.Set;

/** How the reference words the error of a call that no overload takes. */
public final class Mismatch {
    /** Functions whose error does not say what they were called with. */
    private static final Set<String> PLAIN = Set.of(
            "timeSince",
            "orValue",
            "ancestorOf",
            "commonAncestors",
            "descendentOf",
            "immediateChildOf",
            "immediateParentOf",
            "overlaps",
            "siblingOf",
            "isMemberOf",
            "matchesID",
            "name",
            "path",
            "trustDomain");

    private Mismatch() {}

    /**
     * The error's text.
     *
     * @param types names of the types of the arguments, the target first
     * @param firstIsList whether the first argument is a list
     */
    public static String text(String function, List<String> types, boolean firstIsList) {
        if (PLAIN.contains(function) || (function.equals("sort") && !firstIsList)) {
            return "no such overload";
        }
        return switch (function) {
            case "sort", "lists.@sortByAssociatedKeys" -> "list elements must be comparable";
            case "size" -> "no such overload: size";
            case "_[_]" -> "unsupported index type '" + types.getLast() + "'";
            case "flatten" -> {
                String target = types.getFirst();
                String shown = switch (target) {
                    case "list" -> "list(dyn)";
                    case "map" -> "map(dyn, dyn)";
                    default -> target;
                };
                yield "no such overload: " + shown + ".flatten(" + String.join(", ", types.subList(1, types.size()))
                        + ")";
            }
            default -> "no such overload: " + function + "(" + String.join(", ", types) + ")";
        };
    }
}
