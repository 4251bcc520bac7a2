package dev.verdict.kinde.webhook;

import dev.verdict.expr.value.Attributes;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/** Verifies the signature of a compact JWS with the keys of the environment. Must not block. */
@FunctionalInterface
public interface SignedPayloads {
    /** The code of {@link Payload.Refused} when the keys cannot be had now. */
    String KEYS_UNAVAILABLE = "keys_unavailable";

    /** The payload of {@code jws}; only its signature and algorithm are checked. */
    CompletionStage<Payload> verify(String jws);

    /** What became of a JWS. */
    sealed interface Payload {
        /** Signed by the environment. */
        record Verified(Attributes claims) implements Payload {
            public Verified {
                Objects.requireNonNull(claims, "claims");
            }
        }

        /**
         * Not signed by the environment, or not known to be.
         *
         * @param code stable, such as {@code signature_invalid}
         */
        record Refused(String code, String reason) implements Payload {
            public Refused {
                Objects.requireNonNull(code, "code");
                Objects.requireNonNull(reason, "reason");
            }
        }
    }
}
