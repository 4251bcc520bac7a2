package dev.verdict.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of the configuration before it has a type. */
sealed interface ConfigNode {
    Place place();

    /**
     * A single value.
     *
     * @param quoted whether the user forced it to be a string
     */
    record Scalar(String text, boolean quoted, Place place) implements ConfigNode {
        boolean isNull() {
            return !quoted && ScalarText.isNull(text);
        }
    }

    /** A list. */
    record Sequence(List<ConfigNode> items, Place place) implements ConfigNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A map, in the order of the file. */
    record Mapping(Map<String, Entry> entries, Place place) implements ConfigNode {
        /** {@code other} on top of this: maps merge, everything else is replaced. */
        Mapping mergedWith(Mapping other) {
            var merged = new LinkedHashMap<>(entries);
            other.entries.forEach((key, entry) -> merged.merge(key, entry, Mapping::merge));
            return new Mapping(merged, place);
        }

        private static Entry merge(Entry below, Entry above) {
            return below.value instanceof Mapping lower && above.value instanceof Mapping upper
                    ? new Entry(below.keyPlace, lower.mergedWith(upper))
                    : above;
        }
    }

    /** A key of a map with its value. */
    record Entry(Place keyPlace, ConfigNode value) {}
}
