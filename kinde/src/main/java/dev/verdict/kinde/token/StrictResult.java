package dev.verdict.kinde.token;

import dev.verdict.expr.value.Attributes;

/** What became of a token, or of another signed text, under the strict rules. */
public sealed interface StrictResult {
    /** A good token. */
    record Verified(VerifiedToken token) implements StrictResult {}

    /**
     * A text with a good signature of which nothing else is known.
     *
     * @param issuer whose key signed it
     */
    record Signed(String issuer, Attributes claims, Attributes header) implements StrictResult {}

    /**
     * Not good.
     *
     * @param reason a sentence for people; holds no secret part of the token
     */
    record Refused(TokenProblem problem, String reason) implements StrictResult {}
}
