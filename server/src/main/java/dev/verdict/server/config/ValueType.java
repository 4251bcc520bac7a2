package dev.verdict.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a key may hold, and how its text becomes a Java value. */
sealed interface ValueType {
    /** The type in the words of the reference table. */
    String description();

    /** The value that {@code scalar} stands for, or the reason why it stands for none. */
    Outcome read(ConfigNode.Scalar scalar);

    /** What came of reading one value. */
    sealed interface Outcome {
        /** A value of the Java type that belongs to the key's type. */
        record Value(Object value) implements Outcome {}

        /** {@code reason} follows the key in a sentence: "must be …". */
        record Unfit(String reason) implements Outcome {}
    }

    private static Outcome unfit(String expected, ConfigNode.Scalar scalar) {
        return new Outcome.Unfit("must be " + expected + ", not `" + scalar.text() + "`");
    }

    /** A string. */
    record Text() implements ValueType {
        @Override
        public String description() {
            return "string";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            return new Outcome.Value(scalar.text());
        }
    }

    /** A boolean of YAML 1.1. */
    record Flag() implements ValueType {
        @Override
        public String description() {
            return "boolean";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            Boolean value = scalar.quoted() ? null : ScalarText.asBoolean(scalar.text());
            return value == null ? unfit("true or false", scalar) : new Outcome.Value(value);
        }
    }

    /** A whole number, as a {@code Long}. */
    record Whole(long min, long max) implements ValueType {
        @Override
        public String description() {
            return max == Long.MAX_VALUE ? "whole number from " + min : "whole number from " + min + " to " + max;
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            Long value = scalar.quoted() ? null : ScalarText.asWhole(scalar.text());
            return value == null || value < min || value > max
                    ? unfit("a " + description(), scalar)
                    : new Outcome.Value(value);
        }
    }

    /** Permission bits, as an {@code Integer}; text or a number, with any base prefix. */
    record FileMode() implements ValueType {
        @Override
        public String description() {
            return "file mode";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            Long value = ScalarText.asWhole(scalar.text());
            return value == null || value <= 0
                    ? unfit("a file mode such as `0o766`", scalar)
                    : new Outcome.Value((int) (value & 0777));
        }
    }

    /** A duration of at least {@code min}. */
    record Time(Duration min) implements ValueType {
        @Override
        public String description() {
            return "duration";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            Duration value = GoDuration.parse(scalar.text());
            if (value == null) {
                return unfit("a duration such as `300ms`, `10s` or `1h30m`", scalar);
            }
            return value.compareTo(min) < 0
                    ? unfit("at least " + GoDuration.format(min), scalar)
                    : new Outcome.Value(value);
        }
    }

    /** A {@link ListenAddress}. */
    record Address() implements ValueType {
        @Override
        public String description() {
            return "address";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            try {
                return new Outcome.Value(ListenAddress.parse(scalar.text()));
            } catch (IllegalArgumentException e) {
                return new Outcome.Unfit("must be an address: " + e.getMessage());
            }
        }
    }

    /** One of a few words, written in lower case. */
    record OneOf(List<String> words) implements ValueType {
        @Override
        public String description() {
            return "`" + String.join("`, `", words) + "`";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            return words.contains(scalar.text())
                    ? new Outcome.Value(scalar.text().toUpperCase(Locale.ROOT))
                    : unfit("one of " + description(), scalar);
        }
    }

    /** A file or folder. */
    record FilePath() implements ValueType {
        @Override
        public String description() {
            return "path";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            try {
                return scalar.text().isEmpty() ? unfit("a path", scalar) : new Outcome.Value(Path.of(scalar.text()));
            } catch (InvalidPathException e) {
                return unfit("a path", scalar);
            }
        }
    }

    /** An http or https URL. */
    record Url() implements ValueType {
        @Override
        public String description() {
            return "URL";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            try {
                var uri = new URI(scalar.text());
                boolean fits = uri.getHost() != null
                        && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
                return fits ? new Outcome.Value(uri) : unfit("an http or https URL", scalar);
            } catch (URISyntaxException e) {
                return unfit("an http or https URL", scalar);
            }
        }
    }

    /** Base64 of UTF-8 text; the value is never repeated in a message. */
    record Encoded() implements ValueType {
        @Override
        public String description() {
            return "base64";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(scalar.text());
                return new Outcome.Value(new String(bytes, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return new Outcome.Unfit("must be base64");
            }
        }
    }

    /** A list of strings. */
    record TextList() implements ValueType {
        @Override
        public String description() {
            return "list of strings";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            return unfit("a list of strings", scalar);
        }
    }

    /** Any value, for the globals of expressions and for keys that are not looked at. */
    record Anything() implements ValueType {
        @Override
        public String description() {
            return "any";
        }

        @Override
        public Outcome read(ConfigNode.Scalar scalar) {
            return new Outcome.Value(scalar);
        }
    }

    /** The Java value of a node that has no declared type; numbers keep their type. */
    static @Nullable Object untyped(ConfigNode node) {
        return switch (node) {
            case ConfigNode.Scalar scalar -> ScalarText.typed(scalar);
            case ConfigNode.Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(untyped(item)));
                yield items;
            }
            case ConfigNode.Mapping mapping -> {
                Map<String, @Nullable Object> entries = new LinkedHashMap<>();
                mapping.entries().forEach((key, entry) -> entries.put(key, untyped(entry.value())));
                yield entries;
            }
        };
    }
}
