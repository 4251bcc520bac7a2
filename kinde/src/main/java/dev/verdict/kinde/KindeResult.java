package dev.verdict.kinde;

import dev.verdict.kinde.token.TokenProblem;

/** What became of a Kinde token. */
public sealed interface KindeResult {
    /** The token is good. */
    record Verified(KindePrincipal principal) implements KindeResult {}

    /**
     * The token is not good.
     *
     * @param problem tells {@link TokenProblem#KEYS_UNAVAILABLE}, which may pass, from what will not
     * @param reason a sentence for people; holds no secret part of the token
     */
    record Refused(TokenProblem problem, String reason) implements KindeResult {}
}
