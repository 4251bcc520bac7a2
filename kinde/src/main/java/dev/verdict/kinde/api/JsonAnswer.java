package dev.verdict.kinde.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.verdict.expr.value.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON object that an API answers with. */
final class JsonAnswer {
    private static final int MAX_DEPTH = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            // Names may be chosen by the users of an environment: no table of them may be shared by answers.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonAnswer() {}

    /**
     * The object in {@code bytes}.
     *
     * @throws ApiFailure if there is anything but one JSON object
     */
    static Attributes read(byte[] bytes) throws ApiFailure {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ApiFailure.invalid("the answer is not a JSON object");
            }
            Attributes object = object(parser);
            if (parser.nextToken() != null) {
                throw ApiFailure.invalid("the answer has text behind its JSON object");
            }
            return object;
        } catch (IOException e) {
            throw ApiFailure.invalid("the answer is not valid JSON, or nested more than " + MAX_DEPTH + " deep");
        }
    }

    /** The JSON value that {@code text} spells, or null when it spells none or null. */
    static @Nullable Object spelled(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            Object value = first == null ? null : value(parser, first);
            return parser.nextToken() == null ? value : null;
        } catch (IOException | ApiFailure e) {
            return null;
        }
    }

    private static Attributes object(JsonParser parser) throws IOException, ApiFailure {
        Attributes.Builder members = Attributes.builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.putTrusted(name, value(parser, parser.nextToken()));
        }
        return members.build();
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException, ApiFailure {
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> parser.getText();
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
                throw ApiFailure.invalid("the answer is not valid JSON");
        };
    }

    private static Double number(String text) throws ApiFailure {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw ApiFailure.invalid("a number of the answer is out of range");
        }
        return number;
    }
}
