package dev.verdict.wire.call;

import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Completes the evaluations of one batch with its defaults. What they inherit is converted once, as it can be as large as the
 * body and a short body can have many evaluations that inherit it.
 */
final class EvaluationMerge {
    private final EvaluationDraft.Batch batch;
    private final boolean includeMeta;
    private final Map<Tokens, Tokens> known = new HashMap<>();
    private @Nullable Principal principal;
    private @Nullable Resource resource;
    private @Nullable Tokens tokens;

    EvaluationMerge(EvaluationDraft.Batch batch) {
        this.batch = batch;
        includeMeta = EvaluationMapping.includesMeta(batch.context);
    }

    CheckCall call(EvaluationDraft evaluation) {
        boolean inherits = evaluation.context.isEmpty();
        return EvaluationMapping.call(
                evaluation.subject == null ? principal() : EvaluationMapping.principal(evaluation.subject),
                evaluation.resource == null ? resource() : EvaluationMapping.resource(evaluation.resource),
                Objects.requireNonNull(evaluation.action == null ? batch.action : evaluation.action),
                inherits ? batch.context : evaluation.context,
                inherits ? tokens() : shared(EvaluationMapping.tokens(evaluation.context)),
                includeMeta);
    }

    private Principal principal() {
        Principal inherited = principal;
        if (inherited == null) {
            inherited = EvaluationMapping.principal(Objects.requireNonNull(batch.subject));
            principal = inherited;
        }
        return inherited;
    }

    private Resource resource() {
        Resource inherited = resource;
        if (inherited == null) {
            inherited = EvaluationMapping.resource(Objects.requireNonNull(batch.resource));
            resource = inherited;
        }
        return inherited;
    }

    private Tokens tokens() {
        Tokens inherited = tokens;
        if (inherited == null) {
            inherited = shared(EvaluationMapping.tokens(batch.context));
            tokens = inherited;
        }
        return inherited;
    }

    private Tokens shared(Tokens own) {
        Tokens earlier = known.putIfAbsent(own, own);
        return earlier == null ? own : earlier;
    }
}
