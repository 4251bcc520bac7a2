package dev.verdict.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Overrides of the command line, {@code a.b=c}. A comma separates several of them, {@code \,} is a comma; {@code a[0]}
 * names an element of a list. {@code true}, {@code false}, {@code null} and whole numbers are typed, the rest is text.
 */
final class Overrides {
    private static final int MAX_INDEX = 10_000;

    private final Consumer<Problem> problems;
    private final Branch root = new Branch();

    private Overrides(Consumer<Problem> problems) {
        this.problems = problems;
    }

    static ConfigNode.Mapping parse(List<String> arguments, Consumer<Problem> problems) {
        var overrides = new Overrides(problems);
        for (String argument : arguments) {
            for (String assignment : split(argument)) {
                overrides.add(assignment);
            }
        }
        return overrides.root.toMapping(Place.whole("--set"));
    }

    private static List<String> split(String argument) {
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        for (int at = 0; at < argument.length(); at++) {
            char c = argument.charAt(at);
            if (c == '\\' && at + 1 < argument.length() && argument.charAt(at + 1) == ',') {
                part.append(',');
                at++;
            } else if (c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private void add(String assignment) {
        Place place = Place.whole("--set " + assignment);
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            problems.accept(new Problem(place, "key `" + assignment + "` has no value", "write `key.path=value`"));
            return;
        }
        List<Object> steps = steps(assignment.substring(0, equals));
        if (steps.isEmpty()) {
            problems.accept(new Problem(
                    place,
                    "`" + assignment.substring(0, equals) + "` is not a key path",
                    "write `a.b=c` or `a.b[0]=c`"));
            return;
        }
        String text = assignment.substring(equals + 1);
        root.put(steps, new ConfigNode.Scalar(text, !isTyped(text), place), place);
    }

    private static boolean isTyped(String text) {
        return switch (text) {
            case "true", "false", "null" -> true;
            default -> isWhole(text);
        };
    }

    private static boolean isWhole(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        for (int at = start; at < text.length(); at++) {
            if (!Character.isDigit(text.charAt(at))) {
                return false;
            }
        }
        return text.length() > start && (text.charAt(start) != '0' || text.length() == start + 1);
    }

    /** Names and indexes of a path; empty when it is not one. */
    private static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        int at = 0;
        while (at <= path.length()) {
            int dot = path.indexOf('.', at);
            String part = path.substring(at, dot < 0 ? path.length() : dot);
            int bracket = part.indexOf('[');
            String name = bracket < 0 ? part : part.substring(0, bracket);
            if (name.isEmpty()) {
                return List.of();
            }
            steps.add(name);
            while (bracket >= 0 && bracket < part.length()) {
                int close = part.indexOf(']', bracket);
                Integer index =
                        close < 0 || part.charAt(bracket) != '[' ? null : index(part.substring(bracket + 1, close));
                if (index == null) {
                    return List.of();
                }
                steps.add(index);
                bracket = close + 1;
            }
            if (dot < 0) {
                break;
            }
            at = dot + 1;
        }
        return steps;
    }

    private static @Nullable Integer index(String digits) {
        try {
            int index = Integer.parseInt(digits);
            return index < 0 || index > MAX_INDEX ? null : index;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A map or a list that grows while overrides are read; list elements are kept under their numbers. */
    private static final class Branch {
        private final Map<Object, Object> children = new LinkedHashMap<>();
        private Place place = Place.whole("--set");

        void put(List<Object> steps, ConfigNode.Scalar value, Place from) {
            Branch branch = this;
            for (Object step : steps.subList(0, steps.size() - 1)) {
                Branch below = branch.children.get(step) instanceof Branch existing ? existing : new Branch();
                below.place = from;
                branch.children.put(step, below);
                branch = below;
            }
            branch.children.put(steps.get(steps.size() - 1), value);
        }

        ConfigNode toNode() {
            return children.keySet().stream().anyMatch(Integer.class::isInstance) ? toSequence() : toMapping(place);
        }

        ConfigNode.Mapping toMapping(Place from) {
            var entries = new LinkedHashMap<String, ConfigNode.Entry>();
            children.forEach((key, child) -> {
                ConfigNode node = node(child);
                entries.put(key.toString(), new ConfigNode.Entry(node.place(), node));
            });
            return new ConfigNode.Mapping(entries, from);
        }

        private ConfigNode.Sequence toSequence() {
            List<ConfigNode> items = new ArrayList<>();
            children.forEach((key, child) -> {
                if (key instanceof Integer index) {
                    while (items.size() <= index) {
                        items.add(new ConfigNode.Scalar("", false, place));
                    }
                    items.set(index, node(child));
                }
            });
            return new ConfigNode.Sequence(items, place);
        }

        private static ConfigNode node(Object child) {
            return child instanceof Branch branch ? branch.toNode() : (ConfigNode) child;
        }
    }
}
