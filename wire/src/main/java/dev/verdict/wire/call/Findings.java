package dev.verdict.wire.call;

import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.PathStep;
import dev.verdict.wire.error.Rule;
import dev.verdict.wire.error.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the violations of one request while its messages are walked in the order of their fields. */
final class Findings {
    private static final int QUADRATIC = 8;

    private final ArrayDeque<PathStep> path = new ArrayDeque<>(4);
    private @Nullable List<Violation> violations;

    void enter(PathStep step) {
        path.addLast(step);
    }

    void leave() {
        path.removeLast();
    }

    void add(Rule rule) {
        add(rule, null, isInsideMap() ? Boolean.FALSE : null);
    }

    void add(Rule rule, PathStep step) {
        add(rule, step, isInsideMap() ? Boolean.FALSE : null);
    }

    private void addKey(PathStep step) {
        add(Rule.KEY_NOT_EMPTY, step, Boolean.TRUE);
    }

    private void add(Rule rule, @Nullable PathStep last, @Nullable Boolean forKey) {
        List<PathStep> field = new ArrayList<>(path);
        if (last != null) {
            field.add(last);
        }
        if (violations == null) {
            violations = new ArrayList<>();
        }
        violations.add(new Violation(field, rule, forKey));
    }

    private boolean isInsideMap() {
        for (PathStep step : path) {
            if (step.subscript() instanceof PathStep.Subscript.Key) {
                return true;
            }
        }
        return false;
    }

    /** A string that must have come. */
    void required(String value, PathStep step) {
        if (value.isEmpty()) {
            add(Rule.REQUIRED, step);
        }
    }

    /** A list of names: at least one, all different, none empty. */
    void names(List<String> names, PathStep step) {
        if (names.isEmpty()) {
            add(Rule.REQUIRED, step);
            return;
        }
        if (!areDistinct(names)) {
            add(Rule.UNIQUE, step);
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isEmpty()) {
                add(Rule.ITEM_NOT_EMPTY, step.at(i));
            }
        }
    }

    /** A map in which no name is empty. */
    void keys(Attributes map, PathStep step) {
        if (map.containsKey("")) {
            addKey(step.at(""));
        }
    }

    /** A name in a map. */
    void key(String key, PathStep step) {
        if (key.isEmpty()) {
            addKey(step.at(key));
        }
    }

    void version(String version, PathStep step) {
        if (!Names.isVersion(version)) {
            add(Rule.VERSION, step);
        }
    }

    void scope(String scope, PathStep step) {
        if (!Names.isScope(scope)) {
            add(Rule.SCOPE, step);
        }
    }

    /**
     * Ends the check.
     *
     * @throws dev.verdict.wire.error.ApiException if anything was found
     */
    void throwIfAny() {
        if (violations != null) {
            throw ApiError.invalid(violations).asException();
        }
    }

    private static boolean areDistinct(List<String> names) {
        if (names.size() > QUADRATIC) {
            Set<String> seen = new HashSet<>(2 * names.size());
            seen.addAll(names);
            return seen.size() == names.size();
        }
        for (int i = 1; i < names.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (names.get(i).equals(names.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }
}
