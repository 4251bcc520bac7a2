package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Problems;
import dev.verdict.policy.diagnostic.Quoted;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.diagnostic.Suggestion;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.yaml.YamlNode;
import dev.verdict.policy.yaml.YamlNode.Entry;
import dev.verdict.policy.yaml.YamlNode.Kind;
import dev.verdict.policy.yaml.YamlNode.Mapping;
import dev.verdict.policy.yaml.YamlNode.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a policy file by its field names. Making one complains about unknown and repeated fields; the accessors
 * complain about values of the wrong shape and go on with the nearest harmless value.
 */
final class Fields {
    private final Reading reading;
    private final String title;
    private final Span span;
    private final boolean isObject;
    private final Map<String, Entry> entries = new HashMap<>();

    private Fields(YamlNode node, String title, FieldNames names, Reading reading) {
        this.reading = reading;
        this.title = title;
        this.span = spanOf(node);
        this.isObject = node instanceof Mapping;
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> add(entry, names));
        } else {
            reading.problems().error(Code.WRONG_TYPE, node.span(), title + " must be an object, not " + node.label());
        }
    }

    /**
     * The fields of {@code node}.
     *
     * @param title what the object is, with its article, for messages
     */
    static Fields of(YamlNode node, String title, FieldNames names, Reading reading) {
        return new Fields(node, title, names, reading);
    }

    /** Where the object starts; a block object is marked at its first name. */
    static Span spanOf(YamlNode node) {
        boolean block = node instanceof Mapping mapping
                && !mapping.entries().isEmpty()
                && mapping.span().length() == 1;
        return block ? ((Mapping) node).entries().getFirst().key().span() : node.span();
    }

    private void add(Entry entry, FieldNames names) {
        String name = names.canonical(entry.name());
        Span place = entry.key().span();
        if (name == null) {
            String suggestion = Suggestion.didYouMean(entry.name(), names.names());
            String help = suggestion != null ? suggestion : "fields here: " + String.join(", ", names.names());
            problems().error(Code.UNKNOWN_FIELD, place, title + " has no field " + Quoted.of(entry.name()), help);
            return;
        }
        Entry earlier = entries.putIfAbsent(name, entry);
        if (earlier != null) {
            int line = earlier.key().span().line();
            problems().error(Code.DUPLICATE_KEY, place, "`" + name + "` is given twice, first in line " + line);
        }
    }

    Reading reading() {
        return reading;
    }

    Problems problems() {
        return reading.problems();
    }

    boolean isObject() {
        return isObject;
    }

    Span span() {
        return span;
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    @Nullable
    YamlNode get(String name) {
        Entry entry = entries.get(name);
        return entry == null ? null : entry.value();
    }

    /** Where the field's name stands, or the object when it has no such field. */
    Span place(String name) {
        Entry entry = entries.get(name);
        return entry == null ? span : entry.key().span();
    }

    /** Complains that a field is missing, unless the object is not one at all, which has been said already. */
    void missing(String name) {
        if (isObject) {
            problems().error(Code.MISSING_FIELD, place(name), "`" + name + "` is required in " + title);
        }
    }

    /** A string that may be absent, which is the same as empty. */
    Located<String> text(String name, TextRule rule) {
        YamlNode node = get(name);
        Located<String> text = node == null ? null : reading.text(node, name, rule);
        return text != null ? text : new Located<>("", place(name));
    }

    /** A string that must be there and not empty. */
    Located<String> required(String name, TextRule rule) {
        YamlNode node = get(name);
        Located<String> text = node == null ? null : reading.text(node, "`" + name + "`");
        if (text != null && !text.value().isEmpty()) {
            if (!rule.allows(text.value())) {
                reading.invalid(text, name, rule);
            }
            return text;
        }
        if (node == null || text != null) {
            missing(name);
        }
        return new Located<>("", place(name));
    }

    /** A boolean that is false when absent. */
    boolean flag(String name) {
        YamlNode node = get(name);
        if (node == null) {
            return false;
        }
        if (node instanceof Scalar scalar && scalar.kind() == Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        String message = "`" + name + "` must be true or false, not " + node.label();
        problems().error(Code.WRONG_TYPE, node.span(), message);
        return false;
    }

    /** A list of distinct strings that may be absent. */
    List<Located<String>> texts(String name, TextRule rule) {
        YamlNode node = get(name);
        return node == null ? List.of() : reading.texts(node, name, rule);
    }

    /** A list of at least one distinct string. */
    List<Located<String>> requiredTexts(String name, TextRule rule) {
        return requiredItems(name).isEmpty() ? List.of() : texts(name, rule);
    }

    /** The items of a list that may be absent. */
    List<YamlNode> items(String name) {
        YamlNode node = get(name);
        return node == null ? List.of() : reading.items(node, name);
    }

    /** The items of a list that must have one. */
    List<YamlNode> requiredItems(String name) {
        YamlNode node = get(name);
        if (node instanceof YamlNode.Sequence sequence && !sequence.items().isEmpty()) {
            return sequence.items();
        }
        if (node == null) {
            missing(name);
        } else if (reading.items(node, name).isEmpty() && node instanceof YamlNode.Sequence) {
            problems().error(Code.MISSING_FIELD, node.span(), "`" + name + "` must have at least one item");
        }
        return List.of();
    }

    /** The members of an object whose names the author chooses; may be absent. */
    List<Entry> members(String name) {
        YamlNode node = get(name);
        if (node == null || node instanceof Mapping) {
            return node == null ? List.of() : ((Mapping) node).entries();
        }
        String message = "`" + name + "` must be an object, not " + node.label();
        problems().error(Code.WRONG_TYPE, node.span(), message);
        return List.of();
    }

    /** A nested object, or null when absent. */
    @Nullable
    Fields object(String name, FieldNames names) {
        YamlNode node = get(name);
        return node == null ? null : of(node, "`" + name + "`", names, reading);
    }
}
