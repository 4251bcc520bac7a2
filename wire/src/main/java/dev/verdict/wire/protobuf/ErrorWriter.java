package dev.verdict.wire.protobuf;

import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.ErrorDetail;
import dev.verdict.wire.error.PathStep;
import dev.verdict.wire.error.Violation;
import java.util.List;
import java.util.Map;

/** Writes {@code google.rpc.Status}, each message from its last field to its first. */
final class ErrorWriter {
    private final ProtobufOutput out;

    ErrorWriter(ProtobufOutput out) {
        this.out = out;
    }

    void status(ApiError error) {
        for (int i = error.details().size() - 1; i >= 0; i--) {
            int any = out.mark();
            switch (error.details().get(i)) {
                case ErrorDetail.Violations violations -> {
                    violations(violations.violations());
                    out.message(2, any);
                    out.string(1, "type.googleapis.com/buf.validate.Violations");
                }
                case ErrorDetail.ErrorInfo info -> {
                    errorInfo(info);
                    out.message(2, any);
                    out.string(1, "type.googleapis.com/google.rpc.ErrorInfo");
                }
            }
            out.message(3, any);
        }
        out.string(2, error.message());
        out.integer(1, error.status().number());
    }

    private void errorInfo(ErrorDetail.ErrorInfo info) {
        for (Map.Entry<String, String> entry : info.metadata().entrySet()) {
            int mark = out.mark();
            out.string(2, entry.getValue());
            out.string(1, entry.getKey());
            out.message(3, mark);
        }
        out.string(2, info.domain());
        out.string(1, info.reason());
    }

    private void violations(List<Violation> violations) {
        for (int i = violations.size() - 1; i >= 0; i--) {
            Violation violation = violations.get(i);
            int mark = out.mark();
            path(6, violation.rule().path());
            path(5, violation.field());
            if (violation.forKey() != null) {
                out.presentBool(4, violation.forKey());
            }
            out.presentString(3, violation.rule().message());
            out.presentString(2, violation.rule().id());
            out.message(1, mark);
        }
    }

    private void path(int field, List<PathStep> steps) {
        if (steps.isEmpty()) {
            return;
        }
        int path = out.mark();
        for (int i = steps.size() - 1; i >= 0; i--) {
            int mark = out.mark();
            step(steps.get(i));
            out.message(1, mark);
        }
        out.message(field, path);
    }

    private void step(PathStep step) {
        switch (step.subscript()) {
            case null -> {}
            case PathStep.Subscript.Index index -> out.presentInteger(6, index.at());
            case PathStep.Subscript.Key key -> out.presentString(10, key.name());
        }
        if (step.key() != null) {
            out.presentInteger(5, step.key().value().number());
            out.presentInteger(4, step.key().key().number());
        }
        out.presentInteger(3, step.type().number());
        out.presentString(2, step.name());
        out.presentInteger(1, step.number());
    }
}
