package dev.verdict.wire.call;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.OutputEntry;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.decision.ValidationError;
import dev.verdict.expr.value.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The context of an AuthZEN answer, in which a client that asks for it gets the whole check response. */
public final class EvaluationContext {
    private static final String RESPONSE = "cerbos.response";

    private EvaluationContext() {}

    /** The context of the answer to {@code call}: empty, or the whole check response if the call asked for meta. */
    public static Attributes of(CheckCall call, CheckResult result) {
        if (!call.request().includeMeta()) {
            return Attributes.EMPTY;
        }
        Attributes.Builder response = Attributes.builder();
        text(response, "requestId", result.requestId());
        response.putTrusted(
                "results",
                result.results().stream().map(EvaluationContext::result).toList());
        return Attributes.builder().putTrusted(RESPONSE, response.build()).build();
    }

    private static Attributes result(ResourceResult result) {
        Attributes.Builder actions = Attributes.builder();
        Attributes.Builder actionMeta = Attributes.builder();
        for (ActionResult action : result.actions()) {
            actions.putTrusted(action.action(), "EFFECT_" + action.effect());
            Attributes.Builder matched = Attributes.builder();
            text(matched, "matchedPolicy", action.matchedPolicy());
            text(matched, "matchedScope", action.matchedScope());
            actionMeta.putTrusted(action.action(), matched.build());
        }
        Attributes.Builder meta = Attributes.builder().putTrusted("actions", actionMeta.build());
        list(meta, "effectiveDerivedRoles", result.effectiveDerivedRoles());
        Attributes.Builder resource = Attributes.builder();
        text(resource, "id", result.resource().id());
        text(resource, "kind", result.resource().kind());
        text(resource, "policyVersion", result.resource().policyVersion());
        text(resource, "scope", result.resource().scope());
        Attributes.Builder entry = Attributes.builder()
                .putTrusted("resource", resource.build())
                .putTrusted("actions", actions.build())
                .putTrusted("meta", meta.build());
        list(entry, "validationErrors", map(result.validationErrors(), EvaluationContext::validationError));
        list(entry, "outputs", map(result.outputs(), EvaluationContext::output));
        return entry.build();
    }

    private static Attributes validationError(ValidationError error) {
        Attributes.Builder entry = Attributes.builder();
        text(entry, "path", error.path());
        text(entry, "message", error.message());
        text(entry, "source", "SOURCE_" + error.source());
        return entry.build();
    }

    private static Attributes output(OutputEntry output) {
        Attributes.Builder entry = Attributes.builder();
        text(entry, "src", output.source());
        text(entry, "action", output.action());
        if (output.error() == null) {
            entry.putTrusted("val", output.value());
        } else {
            text(entry, "error", output.error());
        }
        return entry.build();
    }

    private static <T> List<Attributes> map(List<T> items, Function<T, Attributes> function) {
        List<Attributes> mapped = new ArrayList<>(items.size());
        items.forEach(item -> mapped.add(function.apply(item)));
        return mapped;
    }

    private static void text(Attributes.Builder target, String name, String text) {
        if (!text.isEmpty()) {
            target.putTrusted(name, text);
        }
    }

    private static void list(Attributes.Builder target, String name, List<?> list) {
        if (!list.isEmpty()) {
            target.putTrusted(name, list);
        }
    }
}
