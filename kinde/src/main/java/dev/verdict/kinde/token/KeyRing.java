package dev.verdict.kinde.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one key set at one time. Immutable.
 *
 * @param anyKey tokens need no {@code kid}, and every key is tried
 */
record KeyRing(List<VerificationKey> keys, boolean anyKey) {
    KeyRing {
        keys = List.copyOf(keys);
    }

    /** Whether {@code token} names a key that is not here, so that newer keys might help. */
    boolean lacksKeyOf(CompactToken token) {
        String id = token.keyId();
        return id != null && !id.isEmpty() && keys.stream().noneMatch(key -> id.equals(key.id()));
    }

    /**
     * Checks the signature.
     *
     * @throws RefusedToken if it is not by one of these keys
     */
    void verify(CompactToken token) throws RefusedToken {
        JWSAlgorithm label = token.algorithm();
        String id = token.keyId();
        if (!anyKey && (id == null || id.isEmpty())) {
            throw new RefusedToken(TokenProblem.MISSING_KID, "missing key ID (kid)");
        }
        List<VerificationKey> candidates = candidates(id);
        if (candidates.isEmpty()) {
            throw new RefusedToken(TokenProblem.KEY_UNKNOWN, "no key of the key set has the token's key ID (kid)");
        }
        List<VerificationKey> allowing =
                candidates.stream().filter(key -> key.allows(label)).toList();
        if (allowing.isEmpty()) {
            throw new RefusedToken(
                    TokenProblem.ALGORITHM_NOT_ALLOWED, "the token's algorithm (alg) is not that of its key");
        }
        for (VerificationKey key : allowing) {
            if (key.verifies(label, token)) {
                return;
            }
        }
        throw new RefusedToken(TokenProblem.SIGNATURE_INVALID, "the signature is not by the token's key");
    }

    private List<VerificationKey> candidates(@Nullable String id) {
        return anyKey
                ? keys
                : keys.stream().filter(key -> id != null && id.equals(key.id())).toList();
    }
}
