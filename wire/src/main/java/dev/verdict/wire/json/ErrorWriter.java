package dev.verdict.wire.json;

import static dev.verdict.wire.json.JsonNames.name;

import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.ErrorDetail;
import dev.verdict.wire.error.PathStep;
import dev.verdict.wire.error.Violation;
import java.util.List;

/** Writes errors: the JSON form of {@code google.rpc.Status}. */
final class ErrorWriter {
    private static final byte[] TYPE = name("@type");
    private static final byte[] VIOLATIONS = name("violations");
    private static final byte[] FIELD = name("field");
    private static final byte[] RULE = name("rule");
    private static final byte[] RULE_ID = name("ruleId");
    private static final byte[] FOR_KEY = name("forKey");
    private static final byte[] ELEMENTS = name("elements");
    private static final byte[] FIELD_NUMBER = name("fieldNumber");
    private static final byte[] FIELD_NAME = name("fieldName");
    private static final byte[] FIELD_TYPE = name("fieldType");
    private static final byte[] KEY_TYPE = name("keyType");
    private static final byte[] VALUE_TYPE = name("valueType");
    private static final byte[] INDEX = name("index");
    private static final byte[] STRING_KEY = name("stringKey");
    private static final byte[] REASON = name("reason");
    private static final byte[] DOMAIN = name("domain");
    private static final byte[] METADATA = name("metadata");

    private final JsonOutput out;

    private ErrorWriter(JsonOutput out) {
        this.out = out;
    }

    static void write(JsonOutput out, ApiError error) {
        new ErrorWriter(out).write(error);
    }

    private void write(ApiError error) {
        out.beginObject();
        out.field(JsonNames.CODE);
        out.ascii(Integer.toString(error.status().number()));
        out.field(JsonNames.MESSAGE);
        out.string(error.message());
        if (!error.details().isEmpty()) {
            out.field(JsonNames.DETAILS);
            out.beginList();
            for (ErrorDetail detail : error.details()) {
                out.element();
                out.beginObject();
                switch (detail) {
                    case ErrorDetail.Violations violations -> violations(violations);
                    case ErrorDetail.ErrorInfo info -> errorInfo(info);
                }
                out.endObject();
            }
            out.endList();
        }
        out.endObject();
    }

    private void errorInfo(ErrorDetail.ErrorInfo info) {
        text(TYPE, "type.googleapis.com/google.rpc.ErrorInfo");
        text(REASON, info.reason());
        text(DOMAIN, info.domain());
        if (!info.metadata().isEmpty()) {
            out.field(METADATA);
            out.value(info.metadata());
        }
    }

    private void violations(ErrorDetail.Violations violations) {
        text(TYPE, "type.googleapis.com/buf.validate.Violations");
        out.field(VIOLATIONS);
        out.beginList();
        for (Violation violation : violations.violations()) {
            out.element();
            out.beginObject();
            path(FIELD, violation.field());
            path(RULE, violation.rule().path());
            text(RULE_ID, violation.rule().id());
            text(JsonNames.MESSAGE, violation.rule().message());
            if (violation.forKey() != null) {
                out.field(FOR_KEY);
                out.bool(violation.forKey());
            }
            out.endObject();
        }
        out.endList();
    }

    private void path(byte[] name, List<PathStep> steps) {
        if (steps.isEmpty()) {
            return;
        }
        out.field(name);
        out.beginObject();
        out.field(ELEMENTS);
        out.beginList();
        for (PathStep step : steps) {
            out.element();
            step(step);
        }
        out.endList();
        out.endObject();
    }

    private void step(PathStep step) {
        out.beginObject();
        out.field(FIELD_NUMBER);
        out.ascii(Integer.toString(step.number()));
        text(FIELD_NAME, step.name());
        text(FIELD_TYPE, typeName(step.type()));
        if (step.key() != null) {
            text(KEY_TYPE, typeName(step.key().key()));
            text(VALUE_TYPE, typeName(step.key().value()));
        }
        switch (step.subscript()) {
            case null -> {}
            case PathStep.Subscript.Index index -> text(INDEX, Long.toString(index.at()));
            case PathStep.Subscript.Key key -> text(STRING_KEY, key.name());
        }
        out.endObject();
    }

    private static String typeName(PathStep.Type type) {
        return "TYPE_" + type.name();
    }

    private void text(byte[] name, String text) {
        out.field(name);
        out.string(text);
    }
}
