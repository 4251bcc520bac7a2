package dev.verdict.conformance.generate;

import dev.verdict.conformance.json.Json;
import dev.verdict.conformance.json.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy store with the settings of its server.
 *
 * @param documents policies by path, as trees; written as YAML or JSON by the extension
 * @param schemas JSON schemas by path below {@code _schemas}
 * @param settings blocks of the configuration file
 * @param expressions the generated expressions by their text
 * @param probes what the rules of the store evaluate, by rule name
 */
public record Store(
        Map<String, Map<String, @Nullable Object>> documents,
        Map<String, Map<String, @Nullable Object>> schemas,
        Map<String, @Nullable Object> settings,
        Map<String, Expression> expressions,
        Map<String, Probe> probes) {
    /**
     * Expressions of one rule whose evaluation shows in the outputs of a response.
     *
     * @param condition conditions of the rule, evaluated whenever the rule has an output
     * @param output the output expression, empty when two outputs cannot be told apart
     */
    public record Probe(java.util.Set<String> condition, java.util.Set<String> output) {}

    /** The text of all files by path. */
    public Map<String, String> files() {
        var files = new LinkedHashMap<String, String>();
        documents.forEach(
                (path, tree) -> files.put(path, path.endsWith(".json") ? Json.write(tree) : Yaml.write(tree)));
        schemas.forEach((path, tree) -> files.put("_schemas/" + path, Json.write(tree)));
        return files;
    }

    /** The same store with other documents and settings, for shrinking. */
    public Store with(
            Map<String, Map<String, @Nullable Object>> newDocuments, Map<String, @Nullable Object> newSettings) {
        return new Store(newDocuments, schemas, newSettings, expressions, probes);
    }
}
