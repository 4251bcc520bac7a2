package dev.verdict.engine.check;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.Effect;

/**
 * What a search through rules came to.
 *
 * @param policy key of the deciding policy, or {@link ActionResult#NO_MATCH}
 * @param scope scope of the deciding rule; empty for the root and when no rule decided
 */
record Finding(Ruling ruling, String policy, String scope) {
    static final Finding NOTHING = new Finding(Ruling.NO_MATCH, ActionResult.NO_MATCH, "");

    ActionResult toResult(String action) {
        return new ActionResult(action, ruling == Ruling.ALLOW ? Effect.ALLOW : Effect.DENY, policy, scope);
    }
}
