package dev.verdict.server.call;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.wire.call.Tokens;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Turns tokens into claims. Safe for use by several threads. */
@FunctionalInterface
public interface TokenVerifier {
    /** Codes of refusals that are not the token's fault: it cannot be verified now. */
    Set<String> PASSING = Set.of("KEYS_UNAVAILABLE", "KEY_SET_INVALID", "ENRICHMENT_UNAVAILABLE");

    /** Whether the same token may be accepted later. */
    static boolean mayPass(String code) {
        return PASSING.contains(code);
    }

    /**
     * Verifies {@code tokens}. May have to fetch keys, so the result can come later and on any thread; never blocks.
     *
     * @param tokens not {@link Tokens#NONE}
     */
    CompletionStage<Verification> verify(Tokens tokens);

    /** What becomes of requests without a token. */
    default Identification anonymous() {
        return Identification.NONE;
    }

    /** What came of it. */
    sealed interface Verification {
        /** All tokens are good. */
        record Verified(AuxData auxData, Identification identification) implements Verification {}

        /**
         * A token is not.
         *
         * @param code for the client, such as {@code TOKEN_EXPIRED}
         * @param reason for the log; without any part of the token
         */
        record Refused(String code, String reason) implements Verification {}
    }
}
