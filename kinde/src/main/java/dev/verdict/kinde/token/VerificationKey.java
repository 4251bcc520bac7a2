package dev.verdict.kinde.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that checks signatures.
 *
 * @param id {@code kid}, or null
 * @param algorithm {@code alg}, or null
 */
record VerificationKey(@Nullable String id, @Nullable JWSAlgorithm algorithm, JWSVerifier verifier) {

    /** Whether a token may be labelled with {@code label}: exactly the key's algorithm, or one of its type's. */
    boolean allows(JWSAlgorithm label) {
        Set<JWSAlgorithm> ofType = verifier.supportedJWSAlgorithms();
        return algorithm == null ? ofType.contains(label) : algorithm.equals(label) && ofType.contains(label);
    }

    boolean verifies(JWSAlgorithm label, CompactToken token) {
        try {
            return verifier.verify(new JWSHeader(label), token.signedBytes(), Base64URL.encode(token.signature()));
        } catch (JOSEException e) {
            return false;
        }
    }
}
