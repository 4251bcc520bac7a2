package dev.verdict.server.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${VAR}}, {@code $VAR} and {@code ${VAR:default}} in values; {@code $$} is a dollar sign. A variable
 * that is set but empty stays empty. An expanded value has the type that its new text has.
 */
final class VariableExpansion {
    private final Map<String, String> environment;
    private final Consumer<Problem> problems;

    VariableExpansion(Map<String, String> environment, Consumer<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    ConfigNode.Mapping expand(ConfigNode.Mapping mapping) {
        var entries = new LinkedHashMap<String, ConfigNode.Entry>();
        mapping.entries()
                .forEach((key, entry) ->
                        entries.put(key, new ConfigNode.Entry(entry.keyPlace(), expand(entry.value()))));
        return new ConfigNode.Mapping(entries, mapping.place());
    }

    private ConfigNode expand(ConfigNode node) {
        return switch (node) {
            case ConfigNode.Mapping mapping -> expand(mapping);
            case ConfigNode.Sequence sequence ->
                new ConfigNode.Sequence(
                        sequence.items().stream().map(this::expand).toList(), sequence.place());
            case ConfigNode.Scalar scalar -> expand(scalar);
        };
    }

    private ConfigNode expand(ConfigNode.Scalar scalar) {
        if (scalar.text().indexOf('$') < 0) {
            return scalar;
        }
        String text = expand(scalar.text(), scalar.place());
        if (text.startsWith("[") || text.startsWith("{")) {
            ConfigNode list = YamlTree.flowValue(text, scalar.place());
            if (list != null) {
                return list;
            }
        }
        return new ConfigNode.Scalar(text, false, scalar.place());
    }

    private String expand(String text, Place place) {
        var expanded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$' || at + 1 == text.length()) {
                expanded.append(c);
                at++;
                continue;
            }
            char next = text.charAt(at + 1);
            int close = next == '{' ? text.indexOf('}', at) : -1;
            if (next == '$') {
                expanded.append('$');
                at += 2;
            } else if (close > 0) {
                expanded.append(braced(text.substring(at + 2, close), place));
                at = close + 1;
            } else if (isNameStart(next)) {
                int end = at + 2;
                while (end < text.length() && (isNameStart(text.charAt(end)) || Character.isDigit(text.charAt(end)))) {
                    end++;
                }
                expanded.append(lookUp(text.substring(at + 1, end), null, place));
                at = end;
            } else {
                expanded.append(c);
                at++;
            }
        }
        return expanded.toString();
    }

    private String braced(String inside, Place place) {
        int colon = inside.indexOf(':');
        if (colon < 0) {
            return lookUp(inside, null, place);
        }
        String fallback = inside.substring(colon + 1);
        return lookUp(inside.substring(0, colon), fallback.isEmpty() ? null : fallback, place);
    }

    private String lookUp(String name, @Nullable String fallback, Place place) {
        String value = environment.get(name);
        if (value != null) {
            return value;
        }
        if (fallback != null) {
            return fallback.equals("\"\"") ? "" : fallback;
        }
        problems.accept(new Problem(
                place,
                "environment variable `" + name + "` is not set",
                "write `${" + name + ":default}` for a default, `${" + name
                        + ":\"\"}` for an empty one, or `$$` for a dollar sign"));
        return "";
    }

    private static boolean isNameStart(char c) {
        return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
