package dev.verdict.wire.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.error.ApiException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the fields of the messages in one JSON body by protobuf's rules: unknown and repeated fields are errors, null
 * is absent. For one thread and one body.
 *
 * <p>Methods throw {@link IOException} for text that is no JSON and {@link ApiException} for JSON that is not the message.
 */
final class JsonInput {
    /** The number of the field that has a name, or zero. */
    interface Shape {
        int number(String name);
    }

    private static final int MAX_LONG_DIGITS = 18;

    private final JsonParser parser;
    private final JsonFaults faults;
    /** Whether strings may be no Unicode text, which the parser does not notice. */
    private final boolean isSuspect;

    /** For each open message the bits of the fields that came. */
    private int[] seen = new int[8];

    private int depth = -1;
    private JsonToken token;

    JsonInput(JsonParser parser, JsonFaults faults, boolean isSuspect) throws IOException {
        this.parser = parser;
        this.faults = faults;
        this.isSuspect = isSuspect;
        this.token = next();
    }

    private JsonToken next() throws IOException {
        JsonToken next = parser.nextToken();
        if (next == null) {
            throw faults.unexpectedEnd();
        }
        token = next;
        return next;
    }

    /** Begins the message that the current value must be. */
    void enter() {
        if (token != JsonToken.START_OBJECT) {
            throw faults.unexpectedToken(parser);
        }
        if (++depth == seen.length) {
            seen = Arrays.copyOf(seen, 2 * depth);
        }
        seen[depth] = 0;
    }

    /** Moves to the value of the message's next field and tells its number; zero at the end of the message. */
    int nextField(Shape shape) throws IOException {
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int number = shape.number(name);
            if (number == 0) {
                throw faults.unknownField(parser);
            }
            int bit = 1 << number;
            if ((seen[depth] & bit) != 0) {
                throw faults.duplicateField(parser);
            }
            seen[depth] |= bit;
            if (next() != JsonToken.VALUE_NULL) {
                return number;
            }
        }
        depth--;
        return 0;
    }

    /** The current value, which must be a string. */
    String string(String field) throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            throw faults.invalidValue(parser, "string", field);
        }
        return text();
    }

    private String text() throws IOException {
        String text = parser.getText();
        if (isSuspect) {
            faults.requireText(parser);
        }
        return text;
    }

    private String name() throws IOException {
        if (isSuspect) {
            faults.requireText(parser);
        }
        return parser.currentName();
    }

    boolean bool(String field) {
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw faults.invalidValue(parser, "bool", field);
        };
    }

    /** Adds the current value's elements, which must be strings. */
    void strings(String field, List<String> target) throws IOException {
        enterList();
        while (nextElement()) {
            target.add(string(field));
        }
    }

    /** Begins the list that the current value must be. */
    void enterList() {
        if (token != JsonToken.START_ARRAY) {
            throw faults.unexpectedToken(parser);
        }
    }

    /** Moves to the next element of the list; false at its end. */
    boolean nextElement() throws IOException {
        return next() != JsonToken.END_ARRAY;
    }

    /** Begins the map that the current value must be. */
    void enterMap() {
        if (token != JsonToken.START_OBJECT) {
            throw faults.unexpectedToken(parser);
        }
    }

    /** Moves to the value of the map's next entry and tells its name, which must not be in {@code earlier}; null at the end. */
    @Nullable
    String nextEntry(Map<String, ?> earlier) throws IOException {
        if (next() == JsonToken.END_OBJECT) {
            return null;
        }
        String name = name();
        if (earlier.containsKey(name)) {
            throw faults.duplicateKey(parser);
        }
        next();
        return name;
    }

    /** The current value, which must be an object of any content. */
    Attributes attributes() throws IOException {
        enterMap();
        if (next() == JsonToken.END_OBJECT) {
            return Attributes.EMPTY;
        }
        Attributes.Builder builder = Attributes.builder();
        do {
            String name = name();
            if (builder.contains(name)) {
                throw faults.duplicateKey(parser);
            }
            next();
            builder.putTrusted(name, value());
        } while (next() != JsonToken.END_OBJECT);
        return builder.build();
    }

    /** The current value, of any kind, behind which nothing may come. */
    @Nullable
    Object onlyValue() throws IOException {
        Object value = value();
        if (parser.nextToken() != null) {
            throw faults.unexpectedToken(parser);
        }
        return value;
    }

    private @Nullable Object value() throws IOException {
        return switch (token) {
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> attributes();
            case START_ARRAY -> list();
            default -> throw faults.unexpectedToken(parser);
        };
    }

    private Double number() throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= MAX_LONG_DIGITS) {
            long integer = parser.getLongValue();
            if (integer == 0 && parser.getTextCharacters()[parser.getTextOffset()] == '-') {
                return -0.0;
            }
            return (double) integer;
        }
        // A long integer must not go through BigInteger, whose parsing is slow.
        double number =
                token == JsonToken.VALUE_NUMBER_INT ? Double.parseDouble(parser.getText()) : parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw faults.numberTooLarge(parser);
        }
        return number;
    }

    private List<@Nullable Object> list() throws IOException {
        if (next() == JsonToken.END_ARRAY) {
            return List.of();
        }
        List<@Nullable Object> list = new ArrayList<>(4);
        do {
            list.add(value());
        } while (next() != JsonToken.END_ARRAY);
        return Collections.unmodifiableList(list);
    }
}
