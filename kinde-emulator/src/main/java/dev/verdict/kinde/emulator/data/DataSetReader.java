package dev.verdict.kinde.emulator.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a data file; all findings come at once. */
final class DataSetReader {
    private static final int MAX_DEPTH = 50;

    private final Findings findings;
    private final LoadSettings settings;

    DataSetReader(String label) {
        findings = new Findings(label);
        settings = LoadSettings.builder()
                .setLabel(label)
                .setMaxAliasesForCollections(0)
                .build();
    }

    DataSet read(String text) {
        Optional<Node> root = compose(text);
        findings.throwIfAny();
        if (root.isEmpty()) {
            findings.add(0, 0, "the file is empty");
            findings.throwIfAny();
        }
        var file = new YamlObject(root.orElseThrow(), findings);
        List<EnvironmentData> environments = environments(file);
        file.finish();
        if (environments.isEmpty()) {
            findings.add(file.place(), "`environments` must list at least one environment");
        }
        findings.throwIfAny();
        return new DataSet(environments);
    }

    private Optional<Node> compose(String text) {
        try {
            int depth = 0;
            for (Event event : new Parse(settings).parseString(text)) {
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                if (depth > MAX_DEPTH) {
                    findings.add(0, 0, "the file nests more than " + MAX_DEPTH + " deep");
                    return Optional.empty();
                }
            }
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().orElse(null);
            findings.add(
                    mark == null ? 0 : mark.getLine(),
                    mark == null ? 0 : mark.getColumn(),
                    "not valid YAML: " + firstLine(e.getProblem()));
        } catch (YamlEngineException e) {
            findings.add(0, 0, "not valid YAML: " + firstLine(String.valueOf(e.getMessage())));
        }
        return Optional.empty();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private List<EnvironmentData> environments(YamlObject file) {
        List<EnvironmentData> environments = new ArrayList<>();
        Map<String, EnvironmentData> byName = new LinkedHashMap<>();
        file.objects("environments", entry -> {
            EnvironmentData environment = environment(entry, byName);
            environments.add(environment);
            if (byName.put(environment.name(), environment) != null) {
                entry.wrong("name", "there are two environments `" + environment.name() + "`");
            }
            return environment;
        });
        return environments;
    }

    private static EnvironmentData environment(YamlObject entry, Map<String, EnvironmentData> earlier) {
        String name = entry.required("name");
        if (!isName(name)) {
            entry.wrong("name", "`name` must consist of lower-case letters, digits and dashes");
        }
        String original = entry.optional("copy_of");
        if (original == null) {
            return new EnvironmentReader(entry).read(name);
        }
        EnvironmentData copied = earlier.get(original);
        if (copied == null) {
            entry.wrong("copy_of", "there is no environment `" + original + "` above");
            return new EnvironmentReader(entry).read(name);
        }
        return copied.copiedAs(name);
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }
}
