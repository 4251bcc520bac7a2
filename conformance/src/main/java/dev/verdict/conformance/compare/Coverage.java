package dev.verdict.conformance.compare;

import dev.verdict.conformance.generate.Store;
import dev.verdict.conformance.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run has reached, read from the responses: a function counts when an output that needs it has come back, a
 * feature when a response shows that it was at work.
 */
public final class Coverage {
    private final Map<String, long[]> functions = new LinkedHashMap<>();
    private final Map<String, Long> features = new TreeMap<>();

    /** Starts with no function reached. */
    public Coverage(Collection<String> functions) {
        functions.forEach(name -> this.functions.put(name, new long[3]));
    }

    /** Counts what {@code store} contains, reached or not. */
    public void generated(Store store) {
        store.expressions()
                .values()
                .forEach(expression -> expression.functions().forEach(name -> count(name, 0)));
        store.documents()
                .values()
                .forEach(document -> document.keySet().stream()
                        .filter(key -> !key.equals("apiVersion"))
                        .forEach(kind -> feature("document " + kind)));
    }

    /** Counts what an answer shows. */
    public void answered(Store store, Map<String, @Nullable Object> request, @Nullable Object response) {
        Features.of(store, request, response).forEach(this::feature);
        for (Object result : Json.list(Json.object(response).get("results"))) {
            for (Object output : Json.list(Json.object(result).get("outputs"))) {
                output(store, Json.object(output));
            }
        }
    }

    /** Functions that no answer has shown. */
    public Collection<String> missing() {
        return functions.entrySet().stream()
                .filter(entry -> entry.getValue()[1] + entry.getValue()[2] == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The table for people. */
    public String table() {
        var text = new StringBuilder(
                "%-26s %10s %10s %10s%n".formatted("function or macro", "generated", "with value", "with error"));
        functions.forEach((name, counts) ->
                text.append("%-26s %10d %10d %10d%n".formatted(name, counts[0], counts[1], counts[2])));
        text.append("%nfunctions and macros reached: %d of %d%n%n"
                .formatted(functions.size() - missing().size(), functions.size()));
        features.forEach((name, count) -> text.append("%-60s %10d%n".formatted(name, count)));
        return text.toString();
    }

    private void output(Store store, Map<String, @Nullable Object> output) {
        String source = String.valueOf(output.get("src"));
        Store.Probe probe = store.probes().get(source.substring(source.indexOf('#') + 1));
        if (probe == null) {
            return;
        }
        probe.condition().forEach(name -> count(name, 1));
        probe.output().forEach(name -> count(name, output.containsKey("error") ? 2 : 1));
    }

    private void count(String function, int column) {
        long[] counts = functions.get(function);
        if (counts != null) {
            counts[column]++;
        }
    }

    private void feature(String name) {
        features.merge(name, 1L, Long::sum);
    }
}
