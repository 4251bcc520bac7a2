package dev.verdict.kinde.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.verdict.expr.value.Attributes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into the values named in {@link Attributes}; numbers become doubles, so integers above 2<sup>53</sup> are
 * rounded. Thread-safe.
 */
public final class JsonReader {
    /**
     * As the reference reads tokens: of members with one name the last counts, malformed UTF-8 is replaced, text behind the
     * value is not looked at.
     */
    public static final JsonReader LENIENT = new JsonReader(2000, false);

    /** Refuses members with one name, malformed UTF-8, half surrogate pairs, and more than 64 levels. */
    public static final JsonReader STRICT = new JsonReader(64, true);

    private final int maxDepth;
    private final boolean strict;
    private final JsonFactory factory;

    private JsonReader(int maxDepth, boolean strict) {
        this.maxDepth = maxDepth;
        this.strict = strict;
        this.factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .build())
                // The names come from tokens that are not verified yet: no table of them may be shared by requests.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /**
     * The object in {@code bytes}; {@code what} names it in the refusal.
     *
     * @throws MalformedJson if there is anything but one JSON object, as far as this reader looks
     */
    public Attributes object(byte[] bytes, String what) throws MalformedJson {
        if (value(text(bytes, what), what, true) instanceof Attributes object) {
            return object;
        }
        throw notAnObject(what);
    }

    /**
     * The value that {@code text} holds, null if that is JSON's null; {@code what} names it in the refusal.
     *
     * @throws MalformedJson if there is anything but one JSON value
     */
    public @Nullable Object value(String text, String what) throws MalformedJson {
        return value(text, what, false);
    }

    private String text(byte[] bytes, String what) throws MalformedJson {
        if (!strict) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJson(what + " is not valid UTF-8");
        }
    }

    private @Nullable Object value(String text, String what, boolean objectOnly) throws MalformedJson {
        try (JsonParser parser = factory.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (objectOnly && first != JsonToken.START_OBJECT) {
                throw notAnObject(what);
            }
            if (first == null) {
                throw new MalformedJson(what + " is empty");
            }
            Object value = value(parser, first);
            if (strict && parser.nextToken() != null) {
                throw new MalformedJson(what + " has text behind its JSON object");
            }
            return value;
        } catch (IOException e) {
            throw new MalformedJson(what + " is not valid JSON, or nested more than " + maxDepth + " deep");
        }
    }

    private static MalformedJson notAnObject(String what) {
        return new MalformedJson(what + " is not a JSON object");
    }

    private Attributes object(JsonParser parser) throws IOException, MalformedJson {
        Attributes.Builder members = Attributes.builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = checked(parser.currentName());
            if (strict && members.contains(name)) {
                throw new MalformedJson("an object has two members of one name");
            }
            members.putTrusted(name, value(parser, parser.nextToken()));
        }
        return members.build();
    }

    private @Nullable Object value(JsonParser parser, JsonToken token) throws IOException, MalformedJson {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> checked(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(value(parser, next));
                }
                yield Collections.unmodifiableList(items);
            }
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new MalformedJson("unexpected " + token);
        };
    }

    /** Half a surrogate pair can be written as an escape, but no UTF-8 can carry it further. */
    private String checked(String text) throws MalformedJson {
        for (int at = 0; strict && at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                boolean pair = Character.isHighSurrogate(text.charAt(at))
                        && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1));
                if (!pair) {
                    throw new MalformedJson("a text has half a surrogate pair");
                }
                at++;
            }
        }
        return text;
    }

    private static Double number(String text) throws MalformedJson {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new MalformedJson("a number is out of range");
        }
        return number;
    }
}
