package dev.verdict.kinde.token;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes key rings of the texts in which keys are kept. */
final class KeyRingParser {
    /** What stands in front of the 32 bytes of an Ed25519 key in its X.509 form. */
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final KeySetConfig config;

    KeyRingParser(KeySetConfig config) {
        this.config = config;
    }

    /**
     * The keys of a JWK or JWKS.
     *
     * @throws RefusedToken if it is neither, or a key lacks what the key set's rules ask for
     */
    KeyRing json(String text) throws RefusedToken {
        List<VerificationKey> keys = new ArrayList<>();
        try {
            for (JWK jwk : parse(text)) {
                checkRules(jwk);
                JWSVerifier verifier = verifier(jwk);
                if (verifier != null && !KeyUse.ENCRYPTION.equals(jwk.getKeyUse())) {
                    Algorithm algorithm = jwk.getAlgorithm();
                    JWSAlgorithm label = algorithm == null ? null : JWSAlgorithm.parse(algorithm.getName());
                    keys.add(new VerificationKey(jwk.getKeyID(), label, verifier));
                }
            }
        } catch (ParseException | JOSEException | GeneralSecurityException | RuntimeException e) {
            // the library fails with unchecked exceptions on JSON null where it expects an object
            throw invalid("is not a JWK or JWKS with usable keys");
        }
        return new KeyRing(keys, config.optionalKeyId());
    }

    /**
     * The public keys and certificates in PEM blocks, which have neither {@code alg} nor {@code kid}.
     *
     * @throws RefusedToken if there are none, or the key set's rules ask for what they lack
     */
    KeyRing pem(String text) throws RefusedToken {
        if (!config.optionalAlgorithm() || !config.optionalKeyId()) {
            throw invalid("has PEM keys, which need `optionalAlg` and `optionalKid`");
        }
        List<VerificationKey> keys = new ArrayList<>();
        try {
            for (PublicKey key : PemKeys.parse(text)) {
                keys.add(new VerificationKey(null, null, verifier(key)));
            }
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            throw invalid("has PEM keys that cannot be used");
        }
        if (keys.isEmpty()) {
            throw invalid("has no PEM keys");
        }
        return new KeyRing(keys, true);
    }

    private static List<JWK> parse(String text) throws ParseException {
        var json = JSONObjectUtils.parse(text);
        return json.containsKey("keys") ? JWKSet.parse(json).getKeys() : List.of(JWK.parse(json));
    }

    private void checkRules(JWK jwk) throws RefusedToken {
        if (jwk.getAlgorithm() == null && !config.optionalAlgorithm()) {
            throw invalid("has a key without `alg`");
        }
        if (jwk.getKeyID() == null && !config.optionalKeyId()) {
            throw invalid("has a key without `kid`");
        }
    }

    private static @Nullable JWSVerifier verifier(JWK jwk) throws JOSEException, GeneralSecurityException {
        return switch (jwk) {
            case RSAKey key -> new RSASSAVerifier(key.toRSAPublicKey());
            case ECKey key -> new ECDSAVerifier(key.toECPublicKey());
            case OctetSequenceKey key -> new MACVerifier(key.toByteArray());
            case OctetKeyPair key ->
                Curve.Ed25519.equals(key.getCurve()) ? new Ed25519Verifier(ed25519(key.getDecodedX())) : null;
            default -> null;
        };
    }

    private static JWSVerifier verifier(PublicKey key) throws JOSEException, GeneralSecurityException {
        return switch (key) {
            case RSAPublicKey rsa -> new RSASSAVerifier(rsa);
            case ECPublicKey ec -> new ECDSAVerifier(ec);
            case EdECPublicKey ed -> new Ed25519Verifier(ed);
            default -> throw new GeneralSecurityException("unsupported type of key");
        };
    }

    private static PublicKey ed25519(byte[] point) throws GeneralSecurityException {
        byte[] encoded = new byte[ED25519_PREFIX.length + point.length];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private RefusedToken invalid(String reason) {
        return new RefusedToken(TokenProblem.KEY_SET_INVALID, "key set `" + config.id() + "` " + reason);
    }
}
