package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;

import dev.cel.common.types.SimpleType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.Bytes;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code base64.encode}, {@code base64.decode} and {@code json.encode}. */
final class EncoderFunctions {
    private EncoderFunctions() {}

    static List<Overload> all() {
        return List.of(
                function(
                        "base64.encode",
                        "base64_encode_bytes",
                        SimpleType.STRING,
                        Bodies.of(Bytes.class, EncoderFunctions::encode),
                        SimpleType.BYTES),
                function(
                        "base64.decode",
                        "base64_decode_string",
                        SimpleType.BYTES,
                        Bodies.of(String.class, EncoderFunctions::decode),
                        SimpleType.STRING),
                function(
                        "json.encode",
                        "json_encode_dyn",
                        SimpleType.STRING,
                        (Overload.Body.Unary) EncoderFunctions::json,
                        SimpleType.DYN));
    }

    private static String encode(Meter meter, Bytes octets) {
        Cost.characters(meter, octets.size());
        return Base64.getEncoder().encodeToString(octets.toArray());
    }

    private static Object decode(Meter meter, String text) {
        Cost.characters(meter, text.length());
        return Base64Text.decode(text);
    }

    private static Object json(Meter meter, @Nullable Object value) {
        return new JsonWriter(meter).write(value);
    }
}
