package dev.verdict.policy.yaml;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Problems;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.yaml.YamlNode.Entry;
import dev.verdict.policy.yaml.YamlNode.Kind;
import dev.verdict.policy.yaml.YamlNode.Mapping;
import dev.verdict.policy.yaml.YamlNode.Scalar;
import dev.verdict.policy.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;

/** An object or list whose end has not been seen yet. */
final class OpenNode {
    private final CollectionStartEvent event;
    private final Span span;
    private final List<YamlNode> children = new ArrayList<>();
    private final List<Span> places = new ArrayList<>();
    private final BitSet mergeKeys = new BitSet();
    private int size = 1;
    private int height = 1;

    private OpenNode(CollectionStartEvent event, Span span) {
        this.event = event;
        this.span = span;
    }

    static OpenNode of(CollectionStartEvent event, Span span) {
        return new OpenNode(event, span);
    }

    CollectionStartEvent event() {
        return event;
    }

    Span span() {
        return span;
    }

    boolean isFlow() {
        return event.isFlow();
    }

    /** The child that comes next is a plain {@code <<}. */
    void markMerge() {
        if (event instanceof MappingStartEvent && children.size() % 2 == 0) {
            mergeKeys.set(children.size());
        }
    }

    void add(Built child, Span place) {
        children.add(child.node());
        places.add(place);
        size += child.size();
        height = Math.max(height, child.height() + 1);
    }

    /** The finished node; {@code whole} is its span. */
    Built close(Span whole, Problems problems) {
        YamlNode node = event instanceof MappingStartEvent ? mapping(whole, problems) : new Sequence(children, whole);
        return new Built(node, size, height);
    }

    private Mapping mapping(Span whole, Problems problems) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<YamlNode> merged = new ArrayList<>();
        for (int i = 0; i + 1 < children.size(); i += 2) {
            YamlNode value = children.get(i + 1);
            if (mergeKeys.get(i)) {
                if (i > mergeKeys.nextSetBit(0)) {
                    problems.error(Code.DUPLICATE_KEY, places.get(i), "`<<` is given twice", "use `<<: [*a, *b]`");
                }
                merge(value, places.get(i + 1), merged, problems);
            } else if (children.get(i) instanceof Scalar key && key.kind() == Kind.STRING) {
                Scalar placed = new Scalar(Kind.STRING, key.text(), places.get(i));
                define(entries, new Entry(placed, value), problems);
            } else {
                problems.error(
                        Code.WRONG_TYPE,
                        places.get(i),
                        "names of fields must be strings, this is "
                                + children.get(i).label(),
                        children.get(i) instanceof Scalar ? "put it in quotes" : null);
            }
        }
        for (YamlNode source : merged) {
            if (source instanceof Mapping mapping) {
                mapping.entries().forEach(entry -> entries.putIfAbsent(entry.name(), entry));
            }
        }
        return new Mapping(List.copyOf(entries.values()), whole);
    }

    private static void define(Map<String, Entry> entries, Entry entry, Problems problems) {
        Entry earlier = entries.putIfAbsent(entry.name(), entry);
        if (earlier != null) {
            problems.error(
                    Code.DUPLICATE_KEY,
                    entry.key().span(),
                    "`" + entry.name() + "` is given twice, first in line "
                            + earlier.key().span().line());
        }
    }

    private static void merge(YamlNode value, Span place, List<YamlNode> merged, Problems problems) {
        List<YamlNode> sources = value instanceof Sequence sequence ? sequence.items() : List.of(value);
        for (YamlNode source : sources) {
            if (source instanceof Mapping) {
                merged.add(source);
            } else {
                problems.error(Code.WRONG_TYPE, place, "`<<` merges objects, not " + source.label());
            }
        }
    }
}
