package dev.verdict.policy.reader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that an object may have, each under its camelCase name and its snake_case name. Immutable. */
final class FieldNames {
    private final List<String> names;
    private final Map<String, String> canonical = new LinkedHashMap<>();

    private FieldNames(List<String> names) {
        this.names = names;
        for (String name : names) {
            canonical.put(name, name);
            canonical.put(name.equals("$schema") ? "json_schema" : snakeCase(name), name);
        }
    }

    static FieldNames of(String... names) {
        return new FieldNames(List.of(names));
    }

    List<String> names() {
        return names;
    }

    /** The camelCase name of a field as written, or null when there is no such field. */
    @Nullable
    String canonical(String written) {
        return canonical.get(written);
    }

    private static String snakeCase(String camelCase) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                snake.append('_').append((char) (c - 'A' + 'a'));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
