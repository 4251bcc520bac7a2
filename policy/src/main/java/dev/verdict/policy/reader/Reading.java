package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Problems;
import dev.verdict.policy.diagnostic.Quoted;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.yaml.YamlNode;
import dev.verdict.policy.yaml.YamlNode.Kind;
import dev.verdict.policy.yaml.YamlNode.Scalar;
import dev.verdict.policy.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one document: where problems go, and how nodes become strings and lists.
 *
 * @param disabled the document's shape is checked, but not what only matters to a compiler
 */
record Reading(Problems problems, boolean disabled) {

    /** The node as a string; {@code subject} is what it is in messages. Integers and booleans are as written, null is empty; null when it is none of these. */
    @Nullable
    Located<String> text(YamlNode node, String subject) {
        if (node instanceof Scalar scalar && scalar.kind() != Kind.FLOAT) {
            return new Located<>(scalar.kind() == Kind.NULL ? "" : scalar.text(), scalar.span());
        }
        String help = node instanceof Scalar scalar ? "put it in quotes: \"" + scalar.text() + "\"" : null;
        problems.error(Code.WRONG_TYPE, node.span(), subject + " must be a string, not " + node.label(), help);
        return null;
    }

    /** As {@link #text(YamlNode, String)}, with a complaint when {@code rule} does not allow the string. */
    @Nullable
    Located<String> text(YamlNode node, String name, TextRule rule) {
        Located<String> text = text(node, "`" + name + "`");
        if (text != null && !rule.allows(text.value())) {
            invalid(text, name, rule);
        }
        return text;
    }

    void invalid(Located<String> text, String name, TextRule rule) {
        problems.error(Code.INVALID_VALUE, text.span(), name + " " + Quoted.of(text.value()) + " " + rule.sentence());
    }

    /** The items of a list; empty, with a complaint, when the node is not a list. */
    List<YamlNode> items(YamlNode node, String name) {
        if (node instanceof Sequence sequence) {
            return sequence.items();
        }
        String help = node instanceof Scalar scalar && scalar.kind() == Kind.STRING
                ? "write `" + name + ": [...]`, even for one item"
                : null;
        problems.error(Code.WRONG_TYPE, node.span(), "`" + name + "` must be a list, not " + node.label(), help);
        return List.of();
    }

    /** The strings of a list without duplicates, each following {@code rule}. */
    List<Located<String>> texts(YamlNode node, String name, TextRule rule) {
        List<Located<String>> texts = new ArrayList<>();
        Map<String, Located<String>> seen = new LinkedHashMap<>();
        for (YamlNode item : items(node, name)) {
            Located<String> text = text(item, "an item of `" + name + "`");
            if (text == null) {
                continue;
            }
            if (!rule.allows(text.value())) {
                invalid(text, "`" + name + "` item", rule);
            }
            if (seen.putIfAbsent(text.value(), text) == null) {
                texts.add(text);
            } else {
                problems.error(
                        Code.DUPLICATE_ITEM,
                        text.span(),
                        Quoted.of(text.value()) + " is in `" + name + "` more than once",
                        "remove it");
            }
        }
        return texts;
    }
}
