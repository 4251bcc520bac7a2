package dev.verdict.kinde;

import dev.verdict.kinde.token.TokenProblem;

/** Which scope a request's resources get. */
public sealed interface ResourceScope {
    /**
     * The scope to use.
     *
     * @param scope empty for the engine's default
     */
    record Use(String scope) implements ResourceScope {}

    /** The request must be refused: its scope is not that of the caller's organization, or there is none for it. */
    record Refused(TokenProblem problem, String reason) implements ResourceScope {}
}
