package dev.verdict.conformance.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All ways to write an expression, read from {@code functions.txt} and {@code leaves.txt}. Immutable. */
public final class Grammar {
    private static final List<String> SCALARS = List.of("int", "string", "double", "bool");

    private final Map<String, List<Template>> byFunction = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Template>>> byType = new LinkedHashMap<>();
    private final Map<String, List<String>> leaves = new LinkedHashMap<>();

    private Grammar() {}

    /** Reads the grammar from the class path. */
    public static Grammar load() {
        var grammar = new Grammar();
        for (String line : lines("functions.txt")) {
            String[] cells = line.split("\\|", 3);
            grammar.add(cells[0].strip(), cells[1].strip(), cells[2].strip());
        }
        for (String line : lines("leaves.txt")) {
            int bar = line.indexOf('|');
            grammar.leaves
                    .computeIfAbsent(line.substring(0, bar).strip(), type -> new ArrayList<>())
                    .add(line.substring(bar + 1).strip());
        }
        return grammar;
    }

    /** The names of all functions and macros, in the order of the file. */
    public List<String> functions() {
        return List.copyOf(byFunction.keySet());
    }

    List<Template> variants(String function) {
        return byFunction.getOrDefault(function, List.of());
    }

    /** The ways to get a value of {@code type}, by function. */
    Map<String, List<Template>> producers(String type) {
        return byType.getOrDefault(type, Map.of());
    }

    List<String> leaves(String type) {
        return leaves.getOrDefault(type, List.of());
    }

    private void add(String function, String type, String text) {
        if (!generic(type) && !generic(text)) {
            put(Template.parse(function, type, text));
            return;
        }
        for (String scalar : SCALARS) {
            put(Template.parse(function, type.equals("T") ? scalar : bind(type, scalar), bind(text, scalar)));
        }
    }

    private void put(Template template) {
        byFunction
                .computeIfAbsent(template.function(), name -> new ArrayList<>())
                .add(template);
        byType.computeIfAbsent(template.type(), name -> new LinkedHashMap<>())
                .computeIfAbsent(template.function(), name -> new ArrayList<>())
                .add(template);
    }

    private static boolean generic(String text) {
        return text.equals("T") || !bind(text, "int").equals(text);
    }

    private static String bind(String text, String scalar) {
        return text.replace("(T)", "(" + scalar + ")")
                .replace(":T", ":" + scalar)
                .replace("=>T)", "=>" + scalar + ")");
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Grammar.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
