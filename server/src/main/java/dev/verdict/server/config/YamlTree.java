package dev.verdict.server.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads YAML or JSON text into nodes that know their places. */
final class YamlTree {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_NODES = 100_000;
    private static final int MAX_DEPTH = 64;

    private final String source;
    private final Consumer<Problem> problems;
    private int nodes;

    private YamlTree(String source, Consumer<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The file as a map; an empty one when it holds nothing or cannot be read. */
    static ConfigNode.Mapping read(String text, String source, Consumer<Problem> problems) {
        return new YamlTree(source, problems).readMapping(text);
    }

    /** A list or map inside an expanded value, or null when {@code text} is not one. */
    static @Nullable ConfigNode flowValue(String text, Place place) {
        var found = new ArrayList<Problem>();
        var tree = new YamlTree(place.source(), found::add);
        Node root = tree.compose(text);
        if (root == null || root instanceof ScalarNode || !found.isEmpty()) {
            return null;
        }
        ConfigNode node = tree.convert(root, 0, place);
        return found.isEmpty() ? node : null;
    }

    private ConfigNode.Mapping readMapping(String text) {
        var empty = new ConfigNode.Mapping(Map.of(), Place.whole(source));
        if (text.length() > MAX_BYTES) {
            problems.accept(new Problem(empty.place(), "the file is larger than " + MAX_BYTES + " characters"));
            return empty;
        }
        Node root = compose(text);
        if (root == null) {
            return empty;
        }
        ConfigNode node = convert(root, 0, null);
        if (node instanceof ConfigNode.Mapping mapping) {
            return mapping;
        }
        if (!(node instanceof ConfigNode.Scalar scalar && scalar.isNull())) {
            problems.accept(new Problem(node.place(), "a configuration is a map of sections"));
        }
        return empty;
    }

    private @Nullable Node compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setMaxAliasesForCollections(50)
                .build();
        try {
            Iterator<Node> documents =
                    new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)));
            Node first = documents.hasNext() ? documents.next() : null;
            if (documents.hasNext()) {
                problems.accept(new Problem(
                        placeOf(documents.next().getStartMark().orElse(null), 1),
                        "a configuration file holds one document"));
            }
            return first;
        } catch (MarkedYamlEngineException e) {
            problems.accept(new Problem(placeOf(e.getProblemMark().orElse(null), 1), oneLine(e.getProblem())));
        } catch (YamlEngineException e) {
            problems.accept(new Problem(Place.whole(source), oneLine(e.getMessage())));
        }
        return null;
    }

    private ConfigNode convert(Node node, int depth, @Nullable Place fixed) {
        Place place = fixed != null ? fixed : placeOf(node);
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            if (nodes <= MAX_NODES + 1) {
                problems.accept(new Problem(
                        place, nodes > MAX_NODES ? "too many values" : "nested deeper than " + MAX_DEPTH + " levels"));
            }
            return new ConfigNode.Scalar("", false, place);
        }
        return switch (node) {
            case ScalarNode scalar ->
                new ConfigNode.Scalar(scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN, place);
            case SequenceNode sequence -> {
                List<ConfigNode> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(convert(item, depth + 1, fixed));
                }
                yield new ConfigNode.Sequence(items, place);
            }
            case MappingNode mapping -> convertMapping(mapping, place, depth, fixed);
            default -> throw new IllegalStateException("unexpected node " + node.getNodeType());
        };
    }

    private ConfigNode.Mapping convertMapping(MappingNode mapping, Place place, int depth, @Nullable Place fixed) {
        var merged = new LinkedHashMap<String, ConfigNode.Entry>();
        var own = new LinkedHashMap<String, ConfigNode.Entry>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place keyPlace = fixed != null ? fixed : placeOf(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.accept(new Problem(keyPlace, "a key must be a single word"));
                continue;
            }
            ConfigNode value = convert(tuple.getValueNode(), depth + 1, fixed);
            if (key.getValue().equals("<<") && key.getScalarStyle() == ScalarStyle.PLAIN) {
                merge(value, merged);
            } else if (own.putIfAbsent(key.getValue(), new ConfigNode.Entry(keyPlace, value)) != null) {
                problems.accept(new Problem(keyPlace, "key `" + key.getValue() + "` appears twice"));
            }
        }
        merged.putAll(own);
        return new ConfigNode.Mapping(merged, place);
    }

    // YAML 1.1 merge keys: earlier maps of a list win over later ones.
    private void merge(ConfigNode value, Map<String, ConfigNode.Entry> into) {
        switch (value) {
            case ConfigNode.Mapping map -> map.entries().forEach(into::putIfAbsent);
            case ConfigNode.Sequence list -> list.items().forEach(item -> merge(item, into));
            case ConfigNode.Scalar scalar ->
                problems.accept(new Problem(scalar.place(), "`<<` takes a map or a list of maps"));
        }
    }

    private Place placeOf(Node node) {
        int length = 1;
        if (node instanceof ScalarNode
                && node.getStartMark().isPresent()
                && node.getEndMark().isPresent()) {
            Mark start = node.getStartMark().get();
            Mark end = node.getEndMark().get();
            if (start.getLine() == end.getLine()) {
                length = Math.max(1, end.getColumn() - start.getColumn());
            }
        }
        return placeOf(node.getStartMark().orElse(null), length);
    }

    private Place placeOf(@Nullable Mark mark, int length) {
        return mark == null ? Place.whole(source) : new Place(source, mark.getLine() + 1, mark.getColumn() + 1, length);
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "not readable as YAML" : text.replace('\n', ' ').strip();
    }
}
