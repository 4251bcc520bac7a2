package dev.verdict.conformance.compare;

import dev.verdict.conformance.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the smallest parts in which two responses differ. */
final class Parts {
    private static final String ABSENT = "nothing";

    private final List<String> parts = new ArrayList<>();

    private Parts() {}

    /** A line for each part: where it is, without positions in lists, and what both say. */
    static List<String> of(@Nullable Object reference, @Nullable Object verdict) {
        var parts = new Parts();
        parts.compare("", Responses.normal(reference), Responses.normal(verdict));
        return parts.parts;
    }

    private void compare(String path, @Nullable Object reference, @Nullable Object verdict) {
        if (reference instanceof Map<?, ?> && verdict instanceof Map<?, ?>) {
            Map<String, @Nullable Object> left = Json.object(reference);
            Map<String, @Nullable Object> right = Json.object(verdict);
            var keys = new TreeSet<>(left.keySet());
            keys.addAll(right.keySet());
            for (String key : keys) {
                if (left.containsKey(key) && right.containsKey(key)) {
                    compare(path + "/" + key, left.get(key), right.get(key));
                } else {
                    add(path + "/" + key, text(left, key), text(right, key));
                }
            }
        } else if (reference instanceof List<?> left
                && verdict instanceof List<?> right
                && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                compare(path, left.get(i), right.get(i));
            }
        } else {
            add(path, Json.write(reference), Json.write(verdict));
        }
    }

    private static String text(Map<String, @Nullable Object> object, String key) {
        return object.containsKey(key) ? Json.write(object.get(key)) : ABSENT;
    }

    private void add(String path, String reference, String verdict) {
        if (!reference.equals(verdict)) {
            parts.add(path + "\n    reference " + reference + "\n    verdict   " + verdict);
        }
    }
}
