package dev.verdict.policy.yaml;

import dev.verdict.policy.diagnostic.Span;
import java.util.List;

/**
 * A node of a YAML document after anchors, merge keys and the kinds of plain scalars have been worked out. Immutable. A
 * node that was written once and referred to by aliases is one object in several places; its span is where it was written.
 */
public sealed interface YamlNode {
    /** Where the node is written. */
    Span span();

    /** What a scalar is. */
    enum Kind {
        NULL("null"),
        BOOLEAN("a boolean"),
        INTEGER("an integer"),
        FLOAT("a number with a fraction"),
        STRING("a string");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /**
     * A scalar.
     *
     * @param text as written, without quotes and escapes; of an integer its decimal digits; of a number with a fraction
     *     something that {@link Double#parseDouble} reads
     */
    record Scalar(Kind kind, String text, Span span) implements YamlNode {}

    /** A list. */
    record Sequence(List<YamlNode> items, Span span) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** An object: entries with distinct names, those of merge keys behind the explicit ones. */
    record Mapping(List<Entry> entries, Span span) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A member of an object.
     *
     * @param key always of kind {@link Kind#STRING}
     */
    record Entry(Scalar key, YamlNode value) {
        /** The member's name. */
        public String name() {
            return key.text();
        }
    }

    /** What the node is, for messages: {@code a list}, {@code an integer}, ... */
    default String label() {
        return switch (this) {
            case Scalar scalar -> scalar.kind().label;
            case Sequence ignored -> "a list";
            case Mapping ignored -> "an object";
        };
    }
}
