package dev.verdict.conformance.compare;

import dev.verdict.conformance.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Deletes parts of a JSON tree, large ones first, as long as a property holds. */
final class TreeShrinker {
    /** Fields without which a document is not one; trying to delete them only costs time. */
    private static final Set<String> REQUIRED = Set.of(
            "apiVersion",
            "resource",
            "version",
            "effect",
            "principal",
            "role",
            "actions",
            "action",
            "of",
            "match",
            "when",
            "definitions",
            "parentRoles",
            "id",
            "kind",
            "roles",
            "resources",
            "enforcement");

    private int trialsLeft;

    TreeShrinker(int trials) {
        trialsLeft = trials;
    }

    /** The smallest tree found for which {@code property} holds; it must hold for {@code tree}. */
    Object shrink(Object tree, Predicate<Object> property) {
        Object smallest = tree;
        boolean smaller = true;
        while (smaller && trialsLeft > 0) {
            smaller = false;
            for (List<Object> path : paths(smallest)) {
                Object candidate = Json.copy(smallest);
                if (trialsLeft > 0 && candidate != null && delete(candidate, path)) {
                    trialsLeft--;
                    if (property.test(candidate)) {
                        smallest = candidate;
                        smaller = true;
                    }
                }
            }
        }
        return smallest;
    }

    /** All places below the root from the outside in; elements of lists from the last, so that places stay valid. */
    private static List<List<Object>> paths(Object tree) {
        var paths = new ArrayList<List<Object>>();
        var level = new ArrayList<List<Object>>();
        level.add(List.of());
        while (!level.isEmpty()) {
            var next = new ArrayList<List<Object>>();
            for (List<Object> path : level) {
                children(at(tree, path)).forEach(step -> {
                    var child = new ArrayList<>(path);
                    child.add(step);
                    next.add(child);
                });
            }
            paths.addAll(next);
            level = next;
        }
        return paths;
    }

    private static List<Object> children(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        var indexes = new ArrayList<Object>();
        for (int i = Json.list(node).size() - 1; i >= 0; i--) {
            indexes.add(i);
        }
        return indexes;
    }

    private static @Nullable Object at(@Nullable Object node, List<Object> path) {
        Object place = node;
        for (Object step : path) {
            place = child(place, step);
        }
        return place;
    }

    private static @Nullable Object child(@Nullable Object node, Object step) {
        if (step instanceof Integer index) {
            List<@Nullable Object> list = Json.list(node);
            return index < list.size() ? list.get(index) : null;
        }
        return Json.object(node).get(step);
    }

    private static boolean delete(Object tree, List<Object> path) {
        Object parent = at(tree, path.subList(0, path.size() - 1));
        Object last = path.get(path.size() - 1);
        if (last instanceof Integer index) {
            List<@Nullable Object> list = Json.list(parent);
            if (list.size() < 2 || index >= list.size()) {
                return false;
            }
            list.remove(index.intValue());
            return true;
        }
        Map<String, @Nullable Object> map = Json.object(parent);
        if (REQUIRED.contains(last.toString()) || !map.containsKey(last.toString())) {
            return false;
        }
        map.remove(last.toString());
        return true;
    }
}
