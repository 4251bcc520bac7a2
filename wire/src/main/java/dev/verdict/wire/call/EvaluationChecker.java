package dev.verdict.wire.call;

import static dev.verdict.wire.error.PathStep.message;
import static dev.verdict.wire.error.PathStep.string;

import dev.verdict.wire.call.EvaluationBatch.Semantic;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.PathStep;
import dev.verdict.wire.error.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns AuthZEN drafts into calls. Each evaluation becomes a call of its own. Immutable.
 *
 * <p>All methods throw {@link dev.verdict.wire.error.ApiException} for a draft that is not a valid call.
 */
public final class EvaluationChecker {
    private static final PathStep SUBJECT = message(1, "subject");
    private static final PathStep RESOURCE = message(2, "resource");
    private static final PathStep ACTION = message(3, "action");
    private static final PathStep CONTEXT = message(4, "context");
    private static final PathStep EVALUATIONS = message(5, "evaluations");
    private static final PathStep OPTIONS = message(6, "options");
    private static final PathStep SEMANTIC = string(1, "evaluations_semantic");
    private static final PathStep TYPE = string(1, "type");
    private static final PathStep ID = string(2, "id");
    private static final PathStep ENTITY_PROPERTIES = message(3, "properties");
    private static final PathStep NAME = string(1, "name");
    private static final PathStep ACTION_PROPERTIES = message(2, "properties");

    private static final Rule AN_EVALUATION = Rule.minItems(1);
    private static final Rule KNOWN_SEMANTIC =
            Rule.in(List.of("", "execute_all", "deny_on_first_deny", "permit_on_first_permit"));
    private static final Rule ACTIONS = everywhere("actions", "action", "an");
    private static final Rule SUBJECTS = everywhere("subjects", "subject", "a");
    private static final Rule RESOURCES = everywhere("resources", "resource", "a");

    private final CallLimits limits;

    public EvaluationChecker(CallLimits limits) {
        this.limits = limits;
    }

    private static Rule everywhere(String id, String field, String article) {
        return Rule.ofMessage(
                id,
                "either the default " + field + " must be set or all evaluations must have " + article + " " + field);
    }

    /** The call in an {@code AccessEvaluationRequest}. */
    public CheckCall evaluation(EvaluationDraft draft) {
        Findings findings = new Findings();
        members(findings, draft, true);
        findings.throwIfAny();
        return EvaluationMapping.call(
                EvaluationMapping.principal(Objects.requireNonNull(draft.subject)),
                EvaluationMapping.resource(Objects.requireNonNull(draft.resource)),
                Objects.requireNonNull(draft.action),
                draft.context,
                EvaluationMapping.tokens(draft.context),
                EvaluationMapping.includesMeta(draft.context));
    }

    /** The calls in an {@code AccessEvaluationBatchRequest}. */
    public EvaluationBatch batch(EvaluationDraft.Batch draft) {
        Findings findings = new Findings();
        everywhere(findings, draft, evaluation -> evaluation.action, ACTIONS);
        everywhere(findings, draft, evaluation -> evaluation.subject, SUBJECTS);
        everywhere(findings, draft, evaluation -> evaluation.resource, RESOURCES);
        members(findings, draft, false);
        if (draft.evaluations.isEmpty()) {
            findings.add(AN_EVALUATION, EVALUATIONS);
        }
        for (int i = 0; i < draft.evaluations.size(); i++) {
            findings.enter(EVALUATIONS.at(i));
            members(findings, draft.evaluations.get(i), false);
            findings.leave();
        }
        Semantic semantic = semantic(draft.semantic);
        if (semantic == null) {
            findings.enter(OPTIONS);
            findings.add(KNOWN_SEMANTIC, SEMANTIC);
            findings.leave();
        }
        findings.throwIfAny();
        return new EvaluationBatch(calls(draft), Objects.requireNonNull(semantic));
    }

    private List<CheckCall> calls(EvaluationDraft.Batch draft) {
        int count = draft.evaluations.size();
        if (count > limits.maxEvaluations()) {
            throw ApiError.invalidArgument("number of evaluations (" + count + ") exceeds configured limit ("
                            + limits.maxEvaluations() + ")")
                    .asException();
        }
        EvaluationMerge merge = new EvaluationMerge(draft);
        EvaluationGroups groups = new EvaluationGroups();
        List<CheckCall> calls = new ArrayList<>(count);
        for (EvaluationDraft evaluation : draft.evaluations) {
            CheckCall call = merge.call(evaluation);
            groups.add(call);
            calls.add(call);
        }
        groups.check(limits);
        return calls;
    }

    private static @Nullable Semantic semantic(String name) {
        return switch (name) {
            case "", "execute_all" -> Semantic.EXECUTE_ALL;
            case "deny_on_first_deny" -> Semantic.DENY_ON_FIRST_DENY;
            case "permit_on_first_permit" -> Semantic.PERMIT_ON_FIRST_PERMIT;
            default -> null;
        };
    }

    private static void everywhere(
            Findings findings,
            EvaluationDraft.Batch draft,
            Function<EvaluationDraft, @Nullable Object> field,
            Rule rule) {
        if (field.apply(draft) != null) {
            return;
        }
        for (EvaluationDraft evaluation : draft.evaluations) {
            if (field.apply(evaluation) == null) {
                findings.add(rule);
                return;
            }
        }
    }

    /** Walks over subject, resource, action and context. */
    private static void members(Findings findings, EvaluationDraft draft, boolean areRequired) {
        entity(findings, draft.subject, SUBJECT, areRequired);
        entity(findings, draft.resource, RESOURCE, areRequired);
        EvaluationDraft.Action action = draft.action;
        if (action != null) {
            findings.enter(ACTION);
            findings.required(action.name, NAME);
            findings.keys(action.properties, ACTION_PROPERTIES);
            findings.leave();
        } else if (areRequired) {
            findings.add(Rule.REQUIRED, ACTION);
        }
        findings.keys(draft.context, CONTEXT);
    }

    private static void entity(
            Findings findings, EvaluationDraft.@Nullable Entity entity, PathStep step, boolean isRequired) {
        if (entity != null) {
            findings.enter(step);
            findings.required(entity.type, TYPE);
            findings.required(entity.id, ID);
            findings.keys(entity.properties, ENTITY_PROPERTIES);
            findings.leave();
        } else if (isRequired) {
            findings.add(Rule.REQUIRED, step);
        }
    }
}
