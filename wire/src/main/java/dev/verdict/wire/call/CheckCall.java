package dev.verdict.wire.call;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.expr.value.Attributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A valid call that asks for decisions.
 *
 * @param request the question; its auxiliary data is still empty
 * @param tokens to verify before the question is asked
 * @param annotations of the request context, for the audit log only; null if the call has no request context
 */
public record CheckCall(
        CheckRequest request, Tokens tokens, @Nullable Attributes annotations) {
    public CheckCall {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(tokens, "tokens");
    }

    /** The question with the claims of its verified tokens. */
    public CheckRequest withAuxData(AuxData auxData) {
        if (auxData.equals(request.auxData())) {
            return request;
        }
        return new CheckRequest(
                request.requestId(), request.principal(), request.entries(), auxData, request.includeMeta());
    }
}
