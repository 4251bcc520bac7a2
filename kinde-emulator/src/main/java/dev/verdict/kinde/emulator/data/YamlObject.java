package dev.verdict.kinde.emulator.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of the data file while it is read. Each accessor names a key that may stand there; the others are findings
 * of {@link #finish()}. What is missing or of a wrong type becomes a finding and an empty value, so that reading goes on.
 */
final class YamlObject {
    /** A text and where it stands. */
    record Text(String value, Node node) {}

    private final Node place;
    private final Findings findings;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    YamlObject(Node node, Findings findings) {
        this.place = node;
        this.findings = findings;
        if (!(node instanceof MappingNode mapping)) {
            findings.add(node, "expected a mapping");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                findings.add(tuple.getKeyNode(), "a key must be a word");
            } else if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                findings.add(key, "key `" + key.getValue() + "` stands here twice");
            } else {
                keys.put(key.getValue(), key);
            }
        }
    }

    Node place() {
        return place;
    }

    void wrong(String key, String message) {
        findings.add(values.getOrDefault(key, place), message);
    }

    boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    void wrong(Text text, String message) {
        findings.add(text.node(), message);
    }

    private @Nullable Node node(String key) {
        known.add(key);
        return values.get(key);
    }

    String required(String key) {
        if (!has(key)) {
            findings.add(place, "`" + key + "` is missing");
        }
        return text(key, "");
    }

    String text(String key, String fallback) {
        String text = optional(key);
        return text == null ? fallback : text;
    }

    @Nullable
    String optional(String key) {
        Node node = node(key);
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        findings.add(node, "`" + key + "` must be a text");
        return null;
    }

    boolean truth(String key) {
        Node node = node(key);
        if (node == null) {
            return false;
        }
        if (!node.getTag().equals(Tag.BOOL)) {
            findings.add(node, "`" + key + "` must be true or false");
            return false;
        }
        return ((ScalarNode) node).getValue().equals("true");
    }

    @Nullable
    Long number(String key) {
        Node node = node(key);
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return null;
        }
        try {
            if (node instanceof ScalarNode scalar) {
                return Long.parseLong(scalar.getValue());
            }
        } catch (NumberFormatException e) {
            // said below
        }
        findings.add(node, "`" + key + "` must be a whole number");
        return null;
    }

    long number(String key, long fallback) {
        Long number = number(key);
        return number == null ? fallback : number;
    }

    /** A constant of an enum, written in lower case. */
    <E extends Enum<E>> E constant(String key, E[] all, E fallback) {
        String text = optional(key);
        E constant = text == null ? null : constant(new Text(text, values.getOrDefault(key, place)), all);
        return constant == null ? fallback : constant;
    }

    /** Constants of an enum, written in lower case. */
    <E extends Enum<E>> Set<E> constants(String key, E[] all) {
        Set<E> constants = new LinkedHashSet<>();
        for (Text text : texts(key)) {
            E constant = constant(text, all);
            if (constant != null) {
                constants.add(constant);
            }
        }
        return constants;
    }

    private <E extends Enum<E>> @Nullable E constant(Text text, E[] all) {
        List<String> names = new ArrayList<>();
        for (E constant : all) {
            String name = constant.name().toLowerCase(Locale.ROOT);
            if (name.equals(text.value())) {
                return constant;
            }
            names.add(name);
        }
        wrong(text, "`" + text.value() + "` is not one of " + String.join(", ", names));
        return null;
    }

    List<Text> texts(String key) {
        List<Text> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(new Text(scalar.getValue(), item));
            } else {
                findings.add(item, "`" + key + "` must be a list of texts");
            }
        }
        return texts;
    }

    List<String> strings(String key) {
        return texts(key).stream().map(Text::value).toList();
    }

    private List<Node> items(String key) {
        Node node = node(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        findings.add(node, "`" + key + "` must be a list");
        return List.of();
    }

    /** What {@code read} makes of each mapping of a list. */
    <T> List<T> objects(String key, Function<YamlObject, T> read) {
        List<T> objects = new ArrayList<>();
        for (Node item : items(key)) {
            var object = new YamlObject(item, findings);
            if (item instanceof MappingNode) {
                objects.add(read.apply(object));
                object.finish();
            }
        }
        return objects;
    }

    /** The mapping under a key; an empty one when there is none. */
    YamlObject object(String key) {
        Node node = node(key);
        return new YamlObject(node == null ? YamlValues.emptyMapping() : node, findings);
    }

    /** Takes all members of this mapping, whatever their keys are. */
    void each(BiConsumer<String, Node> member) {
        known.addAll(values.keySet());
        values.forEach(member);
    }

    /** The members as texts. */
    Map<String, String> textMembers() {
        Map<String, String> members = new LinkedHashMap<>();
        each((key, node) -> {
            if (node instanceof ScalarNode scalar) {
                members.put(key, scalar.getValue());
            } else {
                findings.add(node, "`" + key + "` must be a text");
            }
        });
        return members;
    }

    @Nullable
    Object value(String key) {
        Node node = node(key);
        return node == null ? null : YamlValues.value(node);
    }

    /** Says which keys do not belong here. */
    void finish() {
        keys.forEach((key, node) -> {
            if (!known.contains(key)) {
                findings.add(node, "unknown key `" + key + "`; known are " + String.join(", ", known));
            }
        });
    }
}
