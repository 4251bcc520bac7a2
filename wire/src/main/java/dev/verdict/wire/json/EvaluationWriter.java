package dev.verdict.wire.json;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.EvaluationBatch;
import dev.verdict.wire.call.EvaluationContext;
import java.util.List;

/** Writes AuthZEN's messages. */
final class EvaluationWriter {
    private final JsonOutput out;

    EvaluationWriter(JsonOutput out) {
        this.out = out;
    }

    void answer(CheckCall call, CheckResult result) {
        out.beginObject();
        out.field("decision");
        out.bool(EvaluationBatch.isPermitted(result));
        Attributes context = EvaluationContext.of(call, result);
        if (!context.isEmpty()) {
            out.field("context");
            out.value(context);
        }
        out.endObject();
    }

    void answers(EvaluationBatch batch, List<CheckResult> results) {
        out.beginObject();
        out.field("evaluations");
        out.beginList();
        for (int i = 0; i < results.size(); i++) {
            out.element();
            answer(batch.calls().get(i), results.get(i));
        }
        out.endList();
        out.endObject();
    }

    void metadata(String baseUrl) {
        out.beginObject();
        out.field("policy_decision_point", baseUrl);
        out.field("access_evaluation_endpoint", baseUrl + "/access/v1/evaluation");
        out.field("access_evaluations_endpoint", baseUrl + "/access/v1/evaluations");
        out.endObject();
    }
}
