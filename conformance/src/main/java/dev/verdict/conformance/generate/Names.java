package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expression may refer to besides the request: variables, constants and the like, by type. */
final class Names {
    private final Map<String, List<String>> byType = new HashMap<>();

    Names() {}

    Names(Names other) {
        other.byType.forEach((type, names) -> byType.put(type, new ArrayList<>(names)));
    }

    Names add(String type, String text) {
        byType.computeIfAbsent(type, key -> new ArrayList<>()).add(text);
        return this;
    }

    Names with(Map<String, String> variables) {
        if (variables.isEmpty()) {
            return this;
        }
        var inner = new Names(this);
        // an inner variable hides an outer one of the same name, whatever its type
        inner.byType.values().forEach(names -> names.removeAll(variables.keySet()));
        variables.forEach((name, type) -> inner.add(type, name));
        return inner;
    }

    List<String> of(String type) {
        return byType.getOrDefault(type, List.of());
    }
}
