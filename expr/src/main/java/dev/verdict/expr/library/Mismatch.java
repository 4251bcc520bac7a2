package dev.verdict.expr.library;

import java.util.List;
import java.util.Set;

/** How the reference words the error of a call that no overload takes. */
public final class Mismatch {
    /** Functions whose error does not say what they were called with. */
    private static final Set<String> PLAIN =
            Set.of("contains", "startsWith", "endsWith", "matches", "timeSince", "orValue", "or");

    /** Functions whose error is the plain one for targets that have functions of their own only. */
    private static final Set<String> BY_TARGET = Set.of(
            "sort",
            "size",
            "matches",
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

    private static final Set<String> RECEIVERS = Set.of(
            "string",
            "google.protobuf.Timestamp",
            "google.protobuf.Duration",
            Hierarchy.TYPE,
            SpiffeId.TYPE,
            SpiffeId.TrustDomain.TYPE,
            SpiffeMatcher.TYPE);

    private Mismatch() {}

    /**
     * The error's text.
     *
     * @param types names of the types of the arguments, the target first
     * @param firstIsList whether the first argument is a list
     */
    public static String text(String function, List<String> types, boolean firstIsList) {
        if (PLAIN.contains(function)) {
            return "no such overload";
        }
        if (BY_TARGET.contains(function) && !(function.equals("sort") && firstIsList)) {
            return RECEIVERS.contains(types.getFirst()) ? "no such overload" : "no such overload: " + function;
        }
        return switch (function) {
            case "sort" -> "list elements must be comparable";
            case "lists.@sortByAssociatedKeys" ->
                firstIsList ? "list elements must be comparable" : "no such overload: @sortByAssociatedKeys";
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
