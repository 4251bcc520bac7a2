package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.EvaluationBatch;
import dev.verdict.wire.json.JsonDecoder;
import dev.verdict.wire.json.JsonEncoder;
import dev.verdict.wire.protobuf.ProtobufDecoder;
import dev.verdict.wire.protobuf.ProtobufEncoder;
import java.util.List;

/** The messages of the AuthZEN batch, whose evaluations are questions of their own. */
final class BatchCodec implements Codec<EvaluationBatch> {
    private final JsonDecoder json;
    private final JsonEncoder jsonEncoder;
    private final ProtobufDecoder protobuf;
    private final ProtobufEncoder protobufEncoder;

    BatchCodec(JsonDecoder json, JsonEncoder jsonEncoder, ProtobufDecoder protobuf, ProtobufEncoder protobufEncoder) {
        this.json = json;
        this.jsonEncoder = jsonEncoder;
        this.protobuf = protobuf;
        this.protobufEncoder = protobufEncoder;
    }

    @Override
    public EvaluationBatch decode(Encoding encoding, byte[] body) {
        return encoding.isJson() ? json.accessEvaluations(body) : protobuf.accessEvaluations(body);
    }

    @Override
    public List<CheckCall> questions(EvaluationBatch batch) {
        return batch.calls();
    }

    @Override
    public String nextCallId() {
        return "";
    }

    @Override
    public byte[] encode(Encoding encoding, EvaluationBatch batch, String callId, List<CheckResult> results) {
        return encoding.isJson()
                ? jsonEncoder.accessEvaluations(batch, results, encoding == Encoding.PRETTY_JSON)
                : protobufEncoder.accessEvaluations(batch, results);
    }
}
