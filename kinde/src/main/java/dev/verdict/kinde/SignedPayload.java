package dev.verdict.kinde;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.token.TokenProblem;

/** What became of a text that Kinde signed and that is no token, such as a webhook's event. */
public sealed interface SignedPayload {
    /**
     * The signature is good; nothing else has been checked.
     *
     * @param issuer the configured issuer whose key signed it
     */
    record Verified(String issuer, Attributes claims, Attributes header) implements SignedPayload {}

    /**
     * The text is not good.
     *
     * @param reason a sentence for people; holds no part of the text
     */
    record Refused(TokenProblem problem, String reason) implements SignedPayload {}
}
