package dev.verdict.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Holds a tree against the registry of keys and collects the typed values. */
final class SectionCheck {
    private static final Set<String> STRICT = Set.of("server", "engine", "schema", "auxData", "compile");
    private static final Set<String> IGNORED = Set.of("telemetry", "hub", "tracing");
    private static final List<String> SECTIONS =
            List.of("server", "engine", "schema", "auxData", "storage", "audit", "compile", "telemetry", "hub");

    private final Consumer<Problem> errors;
    private final Consumer<Problem> warnings;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    SectionCheck(Consumer<Problem> errors, Consumer<Problem> warnings) {
        this.errors = errors;
        this.warnings = warnings;
    }

    Values check(ConfigNode.Mapping root) {
        places.put("", root.place());
        root.entries().forEach((name, entry) -> {
            if (STRICT.contains(name)) {
                section(name, entry.value());
            } else if (name.equals("storage") || name.equals("audit")) {
                pluggable(name, entry);
            } else if (name.equals("tracing")) {
                warnings.accept(new Problem(
                        entry.keyPlace(),
                        "section `tracing` has no effect",
                        "traces are set up with `OTEL_` variables"));
            } else if (!IGNORED.contains(name)) {
                warnings.accept(new Problem(
                        entry.keyPlace(),
                        "unknown section `" + name + "` is ignored",
                        Suggestion.among(SECTIONS, name)));
            }
        });
        return new Values(values, places);
    }

    // `storage` and `audit` may hold sections of drivers that are not selected: those are not read.
    private void pluggable(String section, ConfigNode.Entry entry) {
        places.put(section, entry.keyPlace());
        if (!(entry.value() instanceof ConfigNode.Mapping mapping)) {
            section(section, entry.value());
            return;
        }
        ConfigNode.Entry driver = mapping.entries().get("driver");
        boolean disk = driver != null
                && driver.value() instanceof ConfigNode.Scalar scalar
                && scalar.text().equals("disk");
        mapping.entries().forEach((name, child) -> {
            String path = section + "." + name;
            if (Keys.at(path) != null || (path.equals("storage.disk") && disk)) {
                places.put(path, child.keyPlace());
                node(path, child.keyPlace(), child.value());
            }
        });
    }

    private void section(String path, ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping) {
            places.putIfAbsent(path, mapping.place());
            mapping.entries().forEach((name, entry) -> {
                String child = path + "." + name;
                places.put(child, entry.keyPlace());
                node(child, entry.keyPlace(), entry.value());
            });
        } else if (!(node instanceof ConfigNode.Scalar scalar && scalar.isNull())) {
            errors.accept(new Problem(node.place(), "`" + path + "` must be a map of keys"));
        }
    }

    private void node(String path, Place keyPlace, ConfigNode node) {
        String pattern = Keys.pattern(path);
        Key key = Keys.at(pattern);
        if (key != null) {
            value(path, key, keyPlace, node);
        } else if (Keys.at(pattern + ".*") != null) {
            globals(path, node);
        } else if (!Keys.childrenOf(pattern + "[]").isEmpty()) {
            elements(path, node);
        } else if (!Keys.childrenOf(pattern).isEmpty()) {
            section(path, node);
        } else {
            unknown(path, keyPlace);
        }
    }

    private void unknown(String path, Place keyPlace) {
        int dot = path.lastIndexOf('.');
        String parent = path.substring(0, dot);
        String name = path.substring(dot + 1);
        errors.accept(new Problem(
                keyPlace,
                "unknown key `" + name + "` in `" + parent + "`",
                Suggestion.among(Keys.childrenOf(Keys.pattern(parent)), name)));
    }

    private void elements(String path, ConfigNode node) {
        if (node instanceof ConfigNode.Sequence sequence) {
            for (int index = 0; index < sequence.items().size(); index++) {
                String element = path + "[" + index + "]";
                ConfigNode item = sequence.items().get(index);
                places.put(element, item.place());
                section(element, item);
            }
            values.put(path, sequence.items().size());
        } else if (!(node instanceof ConfigNode.Scalar scalar && scalar.isNull())) {
            errors.accept(new Problem(node.place(), "`" + path + "` must be a list"));
        }
    }

    private void globals(String path, ConfigNode node) {
        if (node instanceof ConfigNode.Mapping mapping) {
            mapping.entries().forEach((name, entry) -> places.put(path + "." + name, entry.keyPlace()));
            values.put(path, mapping);
        } else {
            section(path, node);
        }
    }

    private void value(String path, Key key, Place keyPlace, ConfigNode node) {
        if (node instanceof ConfigNode.Scalar scalar && scalar.isNull()) {
            return;
        }
        if (key.treatment() == Key.Treatment.NO_EFFECT) {
            warnings.accept(new Problem(keyPlace, "`" + path + "` has no effect: " + key.note()));
        }
        if (key.type() instanceof ValueType.TextList) {
            texts(path, node);
        } else if (key.type() instanceof ValueType.Anything) {
            return;
        } else if (node instanceof ConfigNode.Scalar scalar) {
            scalar(path, key, scalar);
        } else {
            errors.accept(new Problem(
                    node.place(),
                    "`" + path + "` must be a single value: " + key.type().description()));
        }
    }

    private void scalar(String path, Key key, ConfigNode.Scalar scalar) {
        switch (key.type().read(scalar)) {
            case ValueType.Outcome.Unfit unfit ->
                errors.accept(new Problem(scalar.place(), "`" + path + "` " + unfit.reason()));
            case ValueType.Outcome.Value fitting -> {
                Object value = fitting.value();
                if (key.treatment() == Key.Treatment.REFUSED
                        && !value.toString().equals(key.defaultText())) {
                    errors.accept(new Problem(
                            scalar.place(),
                            "`" + path + ": " + scalar.text() + "` is refused: " + key.note(),
                            "remove the key, or set it to `" + key.defaultText() + "`"));
                }
                values.put(path, value);
            }
        }
    }

    private void texts(String path, ConfigNode node) {
        if (!(node instanceof ConfigNode.Sequence sequence)) {
            errors.accept(new Problem(node.place(), "`" + path + "` must be a list of strings"));
            return;
        }
        List<String> texts = new ArrayList<>();
        for (ConfigNode item : sequence.items()) {
            if (item instanceof ConfigNode.Scalar scalar) {
                texts.add(scalar.text());
            } else {
                errors.accept(new Problem(item.place(), "an element of `" + path + "` must be a string"));
            }
        }
        values.put(path, List.copyOf(texts));
    }
}
