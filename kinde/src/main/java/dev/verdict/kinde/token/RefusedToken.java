package dev.verdict.kinde.token;

import java.io.Serial;

/** Ends the reading of a token. Never leaves this package; costs no stack trace. */
final class RefusedToken extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final TokenProblem problem;
    private final String reason;

    RefusedToken(TokenProblem problem, String reason) {
        super(reason, null, false, false);
        this.problem = problem;
        this.reason = reason;
    }

    TokenProblem problem() {
        return problem;
    }

    String reason() {
        return reason;
    }

    TokenResult.Refused result() {
        return new TokenResult.Refused(problem, reason);
    }
}
