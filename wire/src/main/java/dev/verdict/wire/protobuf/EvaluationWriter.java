package dev.verdict.wire.protobuf;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.EvaluationBatch;
import dev.verdict.wire.call.EvaluationContext;
import java.util.List;

/** Writes AuthZEN's messages, each from its last field to its first. */
final class EvaluationWriter {
    private final ProtobufOutput out;

    EvaluationWriter(ProtobufOutput out) {
        this.out = out;
    }

    void answer(CheckCall call, CheckResult result) {
        new ValueWriter(out).entries(2, EvaluationContext.of(call, result));
        out.presentBool(1, EvaluationBatch.isPermitted(result));
    }

    void answers(EvaluationBatch batch, List<CheckResult> results) {
        for (int i = results.size() - 1; i >= 0; i--) {
            int mark = out.mark();
            answer(batch.calls().get(i), results.get(i));
            out.message(1, mark);
        }
    }

    void metadata(String baseUrl) {
        out.string(3, baseUrl + "/access/v1/evaluations");
        out.string(2, baseUrl + "/access/v1/evaluation");
        out.string(1, baseUrl);
    }
}
