package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.wire.call.CheckCall;
import java.util.List;
import java.util.function.Supplier;

/** The messages of a method that asks one question. */
final class CheckCodec implements Codec<CheckCall> {
    private final Supplier<String> callIds;
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
        byte[] encode(CheckCall call, CheckResult result, String callId, boolean pretty);
    }

    /** Writes an answer as protobuf. */
    interface ProtobufWriter {
        byte[] encode(CheckCall call, CheckResult result, String callId);
    }

    CheckCodec(
            Supplier<String> callIds,
            Decoder json,
            JsonWriter jsonWriter,
            Decoder protobuf,
            ProtobufWriter protobufWriter) {
        this.callIds = callIds;
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
    public String nextCallId() {
        return callIds.get();
    }

    @Override
    public byte[] encode(Encoding encoding, CheckCall call, String callId, List<CheckResult> results) {
        CheckResult result = results.get(0);
        return encoding.isJson()
                ? jsonWriter.encode(call, result, callId, encoding == Encoding.PRETTY_JSON)
                : protobufWriter.encode(call, result, callId);
    }
}
