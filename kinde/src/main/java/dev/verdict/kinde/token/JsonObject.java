package dev.verdict.kinde.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.verdict.expr.value.Attributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON objects inside tokens. Of members with one name the last counts; malformed UTF-8 is replaced. */
final class JsonObject {
    private static final int MAX_DEPTH = 1000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            // The names come from tokens that are not verified yet: no table of them may be shared by requests.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonObject() {}

    /**
     * The object in {@code bytes}; {@code what} names it in the refusal.
     *
     * @throws RefusedToken if there is anything but one JSON object
     */
    static Attributes read(byte[] bytes, String what) throws RefusedToken {
        try (JsonParser parser = FACTORY.createParser(new String(bytes, StandardCharsets.UTF_8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(what + " is not a JSON object");
            }
            Attributes object = object(parser);
            if (parser.nextToken() != null) {
                throw malformed(what + " has text behind its JSON object");
            }
            return object;
        } catch (IOException e) {
            throw malformed(what + " is not valid JSON, or nested more than " + MAX_DEPTH + " deep");
        }
    }

    private static RefusedToken malformed(String reason) {
        return new RefusedToken(TokenProblem.MALFORMED, "failed to parse JWT: " + reason);
    }

    private static Attributes object(JsonParser parser) throws IOException, RefusedToken {
        Attributes.Builder members = Attributes.builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.putTrusted(name, value(parser, parser.nextToken()));
        }
        return members.build();
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException, RefusedToken {
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
                throw malformed("unexpected " + token);
        };
    }

    private static Double number(String text) throws RefusedToken {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw malformed("a number is out of range");
        }
        return number;
    }
}
