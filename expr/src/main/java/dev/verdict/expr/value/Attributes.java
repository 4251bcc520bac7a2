package dev.verdict.expr.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: what {@code P.attr}, {@code R.attr} and token claims are. An immutable map from names to JSON values in
 * the order of writing; the values are {@code String}, {@code Boolean}, {@code Double}, null, unmodifiable {@code List}s
 * and {@code Attributes}. Safe for use by several threads.
 *
 * <p>Most objects are small, so up to {@value #LINEAR} names are searched one after the other; larger ones have an index
 * that stays logarithmic for names made to collide.
 */
public final class Attributes extends AbstractMap<String, @Nullable Object> {
    /** The object without members. */
    public static final Attributes EMPTY = new Attributes(new @Nullable Object[0], 0, null);

    private static final int LINEAR = 8;

    /** Names at even places, their values behind them. */
    private final @Nullable Object[] entries;

    private final int size;
    private final @Nullable Map<String, Integer> index;

    private Attributes(@Nullable Object[] entries, int size, @Nullable Map<String, Integer> index) {
        this.entries = entries;
        this.size = size;
        this.index = index;
    }

    /**
     * The JSON object equal to {@code source}: nested maps and lists are copied, every {@link Number} becomes a double.
     *
     * @throws IllegalArgumentException if a value is not a JSON value or a nested name is not a string
     */
    public static Attributes copyOf(Map<String, ? extends @Nullable Object> source) {
        if (source instanceof Attributes attributes) {
            return attributes;
        }
        Builder builder = new Builder(source.size());
        source.forEach(builder::put);
        return builder.build();
    }

    public static Builder builder() {
        return new Builder(4);
    }

    /** The value of {@code name}, or null when it is absent or null; {@link #containsKey} tells the two apart. */
    @Override
    public @Nullable Object get(@Nullable Object name) {
        int at = find(name);
        return at < 0 ? null : entries[at + 1];
    }

    /** As {@link #get}, but {@code absent} when there is no such member. */
    @Override
    public @Nullable Object getOrDefault(@Nullable Object name, @Nullable Object absent) {
        int at = find(name);
        return at < 0 ? absent : entries[at + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return find(name) >= 0;
    }

    @Override
    public int size() {
        return size;
    }

    /** Names are mostly the very strings that were put in, so identity is tried on all of them before content on any. */
    @SuppressWarnings("ReferenceEquality")
    private int find(@Nullable Object name) {
        if (index != null) {
            Integer at = name instanceof String ? index.get(name) : null;
            return at == null ? -1 : at;
        }
        int end = 2 * size;
        for (int at = 0; at < end; at += 2) {
            if (entries[at] == name) {
                return at;
            }
        }
        if (!(name instanceof String text)) {
            return -1;
        }
        for (int at = 0; at < end; at += 2) {
            if (text.equals(entries[at])) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, @Nullable Object>> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Entry<String, @Nullable Object>> iterator() {
            return new Iterator<>() {
                private int at;

                @Override
                public boolean hasNext() {
                    return at < 2 * size;
                }

                @Override
                public Entry<String, @Nullable Object> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    Entry<String, @Nullable Object> entry =
                            new SimpleImmutableEntry<>((String) entries[at], entries[at + 1]);
                    at += 2;
                    return entry;
                }
            };
        }
    }

    /** Collects members; a name given again replaces its earlier value. Not for use by several threads. */
    public static final class Builder {
        private @Nullable Object[] entries;
        private int size;
        private @Nullable Map<String, Integer> index;

        private Builder(int expected) {
            entries = new Object[2 * Math.max(expected, 1)];
        }

        /**
         * Sets one attribute.
         *
         * @throws IllegalArgumentException if {@code value} is not a JSON value
         */
        public Builder put(String name, @Nullable Object value) {
            return putTrusted(name, normalise(value));
        }

        /** As {@link #put} for a value that already is one of the types named in {@link Attributes}; it is not looked at. */
        public Builder putTrusted(String name, @Nullable Object value) {
            int at = find(name);
            if (at < 0) {
                at = append(name);
            }
            entries[at + 1] = value;
            return this;
        }

        public boolean contains(String name) {
            return find(name) >= 0;
        }

        public Attributes build() {
            if (size == 0) {
                return EMPTY;
            }
            Attributes built = new Attributes(entries, size, index);
            // INVARIANT: a built object owns its array; further puts work on a copy.
            entries = entries.clone();
            index = index == null ? null : new HashMap<>(index);
            return built;
        }

        private int find(String name) {
            if (index != null) {
                Integer at = index.get(name);
                return at == null ? -1 : at;
            }
            for (int at = 0; at < 2 * size; at += 2) {
                if (name.equals(entries[at])) {
                    return at;
                }
            }
            return -1;
        }

        private int append(String name) {
            int at = 2 * size;
            if (at == entries.length) {
                entries = Arrays.copyOf(entries, 2 * entries.length);
            }
            entries[at] = name;
            size++;
            if (index != null) {
                index.put(name, at);
            } else if (size > LINEAR) {
                index = new HashMap<>(4 * size);
                for (int i = 0; i < 2 * size; i += 2) {
                    index.put((String) Objects.requireNonNull(entries[i]), i);
                }
            }
            return at;
        }
    }

    /**
     * {@code value} as one of the types named in {@link Attributes}.
     *
     * @throws IllegalArgumentException if it is not a JSON value
     */
    public static @Nullable Object normalise(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String s -> s;
            case Boolean b -> b;
            case Double d -> d;
            case Number n -> n.doubleValue();
            case Attributes a -> a;
            case Map<?, ?> map -> {
                Builder builder = new Builder(map.size());
                map.forEach((name, member) -> {
                    if (!(name instanceof String text)) {
                        throw new IllegalArgumentException("attribute names must be strings, not " + kindOf(name));
                    }
                    builder.put(text, member);
                });
                yield builder.build();
            }
            case Iterable<?> items -> {
                List<@Nullable Object> list = new ArrayList<>();
                items.forEach(item -> list.add(normalise(item)));
                yield Collections.unmodifiableList(list);
            }
            default -> throw new IllegalArgumentException("attribute values must be JSON values, not " + kindOf(value));
        };
    }

    private static String kindOf(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }
}
