package dev.verdict.wire.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.ApiException;

/**
 * Says what is wrong with a JSON body, in the reference's words and with its positions. Only asked when something is wrong,
 * so it may read the body again.
 */
final class JsonFaults {
    private final JsonText json;

    private final int maxDepth;

    JsonFaults(JsonText json, int maxDepth) {
        this.json = json;
        this.maxDepth = maxDepth;
    }

    ApiException unexpectedEnd() {
        return failure("unexpected EOF");
    }

    ApiException unexpectedToken(JsonParser parser) {
        int at = tokenStart(parser);
        return failure("proto: syntax error " + json.position(at) + ": unexpected token " + json.token(at));
    }

    ApiException unknownField(JsonParser parser) {
        return atToken(parser, "unknown field ");
    }

    ApiException duplicateField(JsonParser parser) {
        return atToken(parser, "duplicate field ");
    }

    ApiException duplicateKey(JsonParser parser) {
        return atToken(parser, "duplicate map key ");
    }

    ApiException invalidValue(JsonParser parser, String type, String field) {
        return atToken(parser, "invalid value for " + type + " field " + field + ": ");
    }

    ApiException numberTooLarge(JsonParser parser) {
        return atToken(parser, "invalid google.protobuf.Value: ");
    }

    /**
     * Looks closely at the current string or name.
     *
     * @throws ApiException if it is no Unicode text
     */
    void requireText(JsonParser parser) {
        String fault = new StringFaults(json).of(tokenStart(parser));
        if (fault != null) {
            throw failure(fault);
        }
    }

    /** The error to report for {@code found}: text that is no JSON goes before JSON that is no message. */
    ApiException explain(ApiException found) {
        String syntax = new JsonSyntax(json, maxDepth).fault();
        return syntax == null ? found : failure(syntax);
    }

    /** The error to report when the parser gave up. */
    ApiException explain() {
        String fault = new JsonSyntax(json, maxDepth).fault();
        if (fault == null) {
            fault = new StringFaults(json).first();
        }
        return failure(fault == null ? "proto: syntax error" : fault);
    }

    private ApiException atToken(JsonParser parser, String problem) {
        int at = tokenStart(parser);
        return failure("proto: " + json.position(at) + ": " + problem + json.token(at));
    }

    private int tokenStart(JsonParser parser) {
        return json.start() + (int) parser.currentTokenLocation().getByteOffset();
    }

    private static ApiException failure(String message) {
        return ApiError.invalidArgument(message).asException();
    }
}
