package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.wire.call.CheckCall;
import java.util.List;

/** The messages of a method that asks one question. */
final class CheckCodec implements Codec<CheckCall> {
    private final Decoder json;
    private final Decoder protobuf;
    private final JsonWriter jsonWriter;
    private final ProtobufWriter protobufWriter;

    /** Reads a request. */
    interface Decoder {
        CheckCall decode(byte[] body);
    }

    /** Writes an answer as JSON. */
    interface JsonWriter {
        byte[] encode(CheckCall call, CheckResult result, boolean pretty);
    }

    /** Writes an answer as protobuf. */
    interface ProtobufWriter {
        byte[] encode(CheckCall call, CheckResult result);
    }

    CheckCodec(Decoder json, JsonWriter jsonWriter, Decoder protobuf, ProtobufWriter protobufWriter) {
        this.json = json;
        this.protobuf = protobuf;
        this.jsonWriter = jsonWriter;
        this.protobufWriter = protobufWriter;
    }

    @Override
    public CheckCall decode(Encoding encoding, byte[] body) {
        return (encoding.isJson() ? json : protobuf).decode(body);
    }

    @Override
    public List<CheckCall> questions(CheckCall call) {
        return List.of(call);
    }

    @Override
    public byte[] encode(Encoding encoding, CheckCall call, List<CheckResult> results) {
        CheckResult result = results.get(0);
        return encoding.isJson()
                ? jsonWriter.encode(call, result, encoding == Encoding.PRETTY_JSON)
                : protobufWriter.encode(call, result);
    }
}
