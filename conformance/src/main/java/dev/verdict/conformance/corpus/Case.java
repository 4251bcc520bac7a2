package dev.verdict.conformance.corpus;

import dev.verdict.conformance.json.Json;
import dev.verdict.conformance.json.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case file. It holds a store ({@code policies}, {@code files}, {@code schemas}, {@code settings}) and either
 *
 * <ul>
 *   <li>{@code requests}: each a {@code request} and its {@code response};
 *   <li>{@code expressions}: a table of {@code expr} with {@code val} or {@code error}, evaluated with {@code attr};
 *   <li>{@code rejected: true}: the store must not load.
 * </ul>
 *
 * <p>Where Verdict differs from the reference on purpose, the entry has a {@code note} and, under {@code reference}, what
 * the reference says instead; {@code varies: true} says that the reference answers so on some starts only.
 *
 * @param path where the file is
 * @param tree its content
 */
public record Case(Path path, Map<String, @Nullable Object> tree) {
    /** Reads all case files below {@code folder}, sorted by path. */
    public static List<Case> all(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Case::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads one file. */
    public static Case read(Path path) {
        try {
            return new Case(path, Yaml.parseObject(Files.readString(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file back. */
    public void save() {
        try {
            Files.writeString(path, Yaml.write(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the store must not load. */
    public boolean rejected() {
        return Boolean.TRUE.equals(tree.get("rejected"));
    }

    /** Whether only Verdict loads the store, or only Verdict refuses it. */
    public boolean loadsOtherwiseInReference() {
        return tree.containsKey("reference");
    }

    /** Whether what the reference answers depends on the start, so that it may have to be started again to see it. */
    public boolean varies() {
        return Boolean.TRUE.equals(tree.get("varies"));
    }

    /** Configuration of the server. */
    public Map<String, @Nullable Object> settings() {
        return Json.object(tree.get("settings"));
    }

    /** The files of the store by path. */
    public Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        int number = 0;
        for (Object policy : Json.list(tree.get("policies"))) {
            files.put("policy-%03d.yaml".formatted(++number), Yaml.write(Json.object(policy)));
        }
        Json.object(tree.get("files")).forEach((path, text) -> files.put(path, String.valueOf(text)));
        Json.object(tree.get("schemas")).forEach((path, schema) -> files.put("_schemas/" + path, Json.write(schema)));
        if (!expressions().isEmpty()) {
            files.put("expressions.yaml", Yaml.write(ExpressionTable.policy(tree, expressions())));
        }
        return files;
    }

    /** Entries of {@code requests}. */
    public List<Map<String, @Nullable Object>> requests() {
        return objects("requests");
    }

    /** Rows of {@code expressions}. */
    public List<Map<String, @Nullable Object>> expressions() {
        return objects("expressions");
    }

    private List<Map<String, @Nullable Object>> objects(String field) {
        var objects = new ArrayList<Map<String, @Nullable Object>>();
        Json.list(tree.get(field)).forEach(item -> objects.add(Json.object(item)));
        return objects;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
