package dev.verdict.wire.protobuf;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.OutputEntry;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.decision.ValidationError;
import java.util.List;

/** Writes the messages that hold decisions, each from its last field to its first. */
final class CheckWriter {
    private static final int ALLOW = 1;
    private static final int DENY = 2;
    private static final int SOURCE_PRINCIPAL = 1;
    private static final int SOURCE_RESOURCE = 2;

    private final ProtobufOutput out;
    private final boolean includeMeta;

    CheckWriter(ProtobufOutput out, boolean includeMeta) {
        this.out = out;
        this.includeMeta = includeMeta;
    }

    void checkResources(CheckResult result, String callId) {
        out.string(3, callId);
        for (int i = result.results().size() - 1; i >= 0; i--) {
            int mark = out.mark();
            resultEntry(result.results().get(i));
            out.message(2, mark);
        }
        out.string(1, result.requestId());
    }

    private void resultEntry(ResourceResult entry) {
        outputs(5, entry.outputs());
        if (includeMeta) {
            int mark = out.mark();
            meta(entry);
            out.message(4, mark);
        }
        validationErrors(3, entry.validationErrors());
        effects(2, entry.actions());
        int mark = out.mark();
        Resource resource = entry.resource();
        out.string(4, resource.scope());
        out.string(3, resource.policyVersion());
        out.string(2, resource.kind());
        out.string(1, resource.id());
        out.message(1, mark);
    }

    void checkResourceBatch(CheckResult result) {
        for (int i = result.results().size() - 1; i >= 0; i--) {
            ResourceResult entry = result.results().get(i);
            int mark = out.mark();
            validationErrors(3, entry.validationErrors());
            effects(2, entry.actions());
            out.string(1, entry.resource().id());
            out.message(2, mark);
        }
        out.string(1, result.requestId());
    }

    void checkResourceSet(CheckResult result) {
        if (includeMeta) {
            int meta = out.mark();
            for (int i = result.results().size() - 1; i >= 0; i--) {
                ResourceResult entry = result.results().get(i);
                int pair = out.mark();
                meta(entry);
                out.message(2, pair);
                out.string(1, entry.resource().id());
                out.message(1, pair);
            }
            out.message(3, meta);
        }
        for (int i = result.results().size() - 1; i >= 0; i--) {
            ResourceResult entry = result.results().get(i);
            int pair = out.mark();
            validationErrors(2, entry.validationErrors());
            effects(1, entry.actions());
            out.message(2, pair);
            out.string(1, entry.resource().id());
            out.message(2, pair);
        }
        out.string(1, result.requestId());
    }

    private void effects(int field, List<ActionResult> actions) {
        for (int i = actions.size() - 1; i >= 0; i--) {
            ActionResult action = actions.get(i);
            int mark = out.mark();
            out.integer(2, action.effect() == Effect.ALLOW ? ALLOW : DENY);
            out.string(1, action.action());
            out.message(field, mark);
        }
    }

    /** Writes the content of a {@code Meta}, or of an {@code ActionMeta}, which has the same fields. */
    private void meta(ResourceResult entry) {
        List<String> roles = entry.effectiveDerivedRoles();
        for (int i = roles.size() - 1; i >= 0; i--) {
            out.presentString(2, roles.get(i));
        }
        for (int i = entry.actions().size() - 1; i >= 0; i--) {
            ActionResult action = entry.actions().get(i);
            int pair = out.mark();
            out.string(2, action.matchedScope());
            out.string(1, action.matchedPolicy());
            out.message(2, pair);
            out.string(1, action.action());
            out.message(1, pair);
        }
    }

    private void validationErrors(int field, List<ValidationError> errors) {
        for (int i = errors.size() - 1; i >= 0; i--) {
            ValidationError error = errors.get(i);
            int mark = out.mark();
            out.integer(
                    3,
                    switch (error.source()) {
                        case PRINCIPAL -> SOURCE_PRINCIPAL;
                        case RESOURCE -> SOURCE_RESOURCE;
                    });
            out.string(2, error.message());
            out.string(1, error.path());
            out.message(field, mark);
        }
    }

    private void outputs(int field, List<OutputEntry> outputs) {
        for (int i = outputs.size() - 1; i >= 0; i--) {
            OutputEntry output = outputs.get(i);
            int mark = out.mark();
            if (output.error() != null) {
                out.string(4, output.error());
            }
            out.string(3, output.action());
            if (output.error() == null) {
                int value = out.mark();
                new ValueWriter(out).value(output.value());
                out.message(2, value);
            }
            out.string(1, output.source());
            out.message(field, mark);
        }
    }
}
