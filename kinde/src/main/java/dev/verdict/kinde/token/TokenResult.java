package dev.verdict.kinde.token;

import dev.verdict.engine.decision.AuxData;

/** What became of the tokens of one request. */
public sealed interface TokenResult {
    /** All tokens are good. */
    record Verified(AuxData auxData) implements TokenResult {}

    /**
     * At least one token is not good.
     *
     * @param reason a sentence for the log; holds no secret part of the token
     */
    record Refused(TokenProblem problem, String reason) implements TokenResult {}
}
