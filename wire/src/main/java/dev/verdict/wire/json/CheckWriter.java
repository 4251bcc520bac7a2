package dev.verdict.wire.json;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.OutputEntry;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.decision.ValidationError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes the messages that hold decisions. */
final class CheckWriter {
    private static final byte[] ALLOW = "\"EFFECT_ALLOW\"".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] DENY = "\"EFFECT_DENY\"".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PRINCIPAL = "\"SOURCE_PRINCIPAL\"".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] RESOURCE = "\"SOURCE_RESOURCE\"".getBytes(StandardCharsets.ISO_8859_1);

    private static final Comparator<ActionResult> BY_ACTION =
            (left, right) -> SortedNames.ORDER.compare(left.action(), right.action());

    private final JsonOutput out;
    private final boolean includeMeta;

    CheckWriter(JsonOutput out, boolean includeMeta) {
        this.out = out;
        this.includeMeta = includeMeta;
    }

    void checkResources(CheckResult result, String callId) {
        out.beginObject();
        text(JsonNames.REQUEST_ID, result.requestId());
        out.field(JsonNames.RESULTS);
        out.beginList();
        for (ResourceResult entry : result.results()) {
            out.element();
            resultEntry(entry);
        }
        out.endList();
        text(JsonNames.CERBOS_CALL_ID, callId);
        out.endObject();
    }

    private void resultEntry(ResourceResult entry) {
        ActionResult[] actions = sorted(entry.actions());
        out.beginObject();
        out.field(JsonNames.RESOURCE);
        resource(entry.resource());
        effects(actions);
        validationErrors(entry.validationErrors());
        if (includeMeta) {
            out.field(JsonNames.META);
            meta(actions, entry.effectiveDerivedRoles());
        }
        outputs(entry.outputs());
        out.endObject();
    }

    private void resource(Resource resource) {
        out.beginObject();
        text(JsonNames.ID, resource.id());
        text(JsonNames.KIND, resource.kind());
        text(JsonNames.POLICY_VERSION, resource.policyVersion());
        text(JsonNames.SCOPE, resource.scope());
        out.endObject();
    }

    void checkResourceBatch(CheckResult result) {
        out.beginObject();
        text(JsonNames.REQUEST_ID, result.requestId());
        out.field(JsonNames.RESULTS);
        out.beginList();
        for (ResourceResult entry : result.results()) {
            out.element();
            out.beginObject();
            text(JsonNames.RESOURCE_ID, entry.resource().id());
            effects(sorted(entry.actions()));
            validationErrors(entry.validationErrors());
            out.endObject();
        }
        out.endList();
        out.endObject();
    }

    void checkResourceSet(CheckResult result) {
        ResourceResult[] entries = result.results().toArray(new ResourceResult[0]);
        Arrays.sort(
                entries,
                (left, right) -> SortedNames.ORDER.compare(
                        left.resource().id(), right.resource().id()));
        out.beginObject();
        text(JsonNames.REQUEST_ID, result.requestId());
        out.field(JsonNames.RESOURCE_INSTANCES);
        out.beginObject();
        for (ResourceResult entry : entries) {
            out.field(entry.resource().id());
            out.beginObject();
            effects(sorted(entry.actions()));
            validationErrors(entry.validationErrors());
            out.endObject();
        }
        out.endObject();
        if (includeMeta) {
            out.field(JsonNames.META);
            out.beginObject();
            out.field(JsonNames.RESOURCE_INSTANCES);
            out.beginObject();
            for (ResourceResult entry : entries) {
                out.field(entry.resource().id());
                meta(sorted(entry.actions()), entry.effectiveDerivedRoles());
            }
            out.endObject();
            out.endObject();
        }
        out.endObject();
    }

    private static ActionResult[] sorted(List<ActionResult> actions) {
        ActionResult[] sorted = actions.toArray(new ActionResult[0]);
        if (sorted.length > 1) {
            Arrays.sort(sorted, BY_ACTION);
        }
        return sorted;
    }

    private void effects(ActionResult[] actions) {
        out.field(JsonNames.ACTIONS);
        out.beginObject();
        for (ActionResult action : actions) {
            out.field(action.action());
            out.raw(action.effect() == Effect.ALLOW ? ALLOW : DENY);
        }
        out.endObject();
    }

    private void meta(ActionResult[] actions, List<String> effectiveDerivedRoles) {
        out.beginObject();
        out.field(JsonNames.ACTIONS);
        out.beginObject();
        for (ActionResult action : actions) {
            out.field(action.action());
            out.beginObject();
            text(JsonNames.MATCHED_POLICY, action.matchedPolicy());
            text(JsonNames.MATCHED_SCOPE, action.matchedScope());
            out.endObject();
        }
        out.endObject();
        if (!effectiveDerivedRoles.isEmpty()) {
            out.field(JsonNames.EFFECTIVE_DERIVED_ROLES);
            out.beginList();
            for (String role : effectiveDerivedRoles) {
                out.element();
                out.string(role);
            }
            out.endList();
        }
        out.endObject();
    }

    private void validationErrors(List<ValidationError> errors) {
        if (errors.isEmpty()) {
            return;
        }
        out.field(JsonNames.VALIDATION_ERRORS);
        out.beginList();
        for (ValidationError error : errors) {
            out.element();
            out.beginObject();
            text(JsonNames.PATH, error.path());
            text(JsonNames.MESSAGE, error.message());
            out.field(JsonNames.SOURCE);
            out.raw(
                    switch (error.source()) {
                        case PRINCIPAL -> PRINCIPAL;
                        case RESOURCE -> RESOURCE;
                    });
            out.endObject();
        }
        out.endList();
    }

    private void outputs(List<OutputEntry> outputs) {
        if (outputs.isEmpty()) {
            return;
        }
        out.field(JsonNames.OUTPUTS);
        out.beginList();
        for (OutputEntry output : outputs) {
            out.element();
            out.beginObject();
            text(JsonNames.SRC, output.source());
            if (output.error() == null) {
                out.field(JsonNames.VAL);
                out.value(output.value());
            }
            text(JsonNames.ACTION, output.action());
            if (output.error() != null) {
                text(JsonNames.ERROR, output.error());
            }
            out.endObject();
        }
        out.endList();
    }

    private void text(byte[] name, String text) {
        if (!text.isEmpty()) {
            out.field(name);
            out.string(text);
        }
    }
}
