package dev.verdict.kinde.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.json.JsonReader;
import dev.verdict.kinde.json.MalformedJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes key rings of the JWKS of Kinde. Every key there says {@code kty: RSA}, {@code use: sig} and {@code alg: RS256};
 * a key that does not say so, or has less than 2048 bits, is passed over. Keys with one {@code kid} are all tried.
 */
final class StrictKeyParser implements KeyReader {
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 33;

    /** Bounds what a token with the {@code kid} of many keys costs. */
    private static final int MAX_KEYS = 100;

    private final String issuer;

    StrictKeyParser(String issuer) {
        this.issuer = issuer;
    }

    @Override
    public KeyRing read(String text) throws RefusedToken {
        List<VerificationKey> usable = new ArrayList<>();
        String passedOver = "";
        for (Object entry : entries(text)) {
            String problem = entry instanceof Attributes jwk ? problem(jwk) : "it is not an object";
            if (problem == null && entry instanceof Attributes jwk) {
                usable.add(key(jwk));
            } else {
                passedOver = "; one is passed over, as " + problem;
            }
        }
        if (usable.isEmpty()) {
            throw invalid("have no usable key" + passedOver);
        }
        if (usable.size() > MAX_KEYS) {
            throw invalid("are more than " + MAX_KEYS);
        }
        return new KeyRing(usable, false);
    }

    private List<?> entries(String text) throws RefusedToken {
        try {
            Attributes set = JsonReader.STRICT.object(text.getBytes(StandardCharsets.UTF_8), "the answer");
            if (set.get("keys") instanceof List<?> entries) {
                return entries;
            }
        } catch (MalformedJson e) {
            throw invalid("are not a JWKS: " + e.sentence());
        }
        throw invalid("are not a JWKS");
    }

    /** Why {@code jwk} cannot be used, or null. */
    private static @Nullable String problem(Attributes jwk) {
        if (!"RSA".equals(jwk.get("kty"))) {
            return "its `kty` is not `RSA`";
        }
        if (!"sig".equals(jwk.get("use"))) {
            return "its `use` is not `sig`";
        }
        if (!"RS256".equals(jwk.get("alg"))) {
            return "its `alg` is not `RS256`";
        }
        if (!(jwk.get("kid") instanceof String id) || id.isEmpty()) {
            return "it has no `kid`";
        }
        BigInteger modulus = number(jwk.get("n"));
        BigInteger exponent = number(jwk.get("e"));
        if (modulus.bitLength() < MIN_BITS || modulus.bitLength() > MAX_BITS || !modulus.testBit(0)) {
            return "its `n` is not a modulus of 2048 to 8192 bits";
        }
        if (exponent.bitLength() < 2 || exponent.bitLength() > MAX_EXPONENT_BITS || !exponent.testBit(0)) {
            return "its `e` is not a usual exponent";
        }
        return null;
    }

    /** Zero for what is no number. */
    private static BigInteger number(@Nullable Object value) {
        try {
            return value instanceof String text
                    ? new BigInteger(1, Base64.getUrlDecoder().decode(text))
                    : BigInteger.ZERO;
        } catch (IllegalArgumentException e) {
            return BigInteger.ZERO;
        }
    }

    private VerificationKey key(Attributes jwk) throws RefusedToken {
        try {
            var numbers = new RSAPublicKeySpec(number(jwk.get("n")), number(jwk.get("e")));
            RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(numbers);
            return new VerificationKey((String) jwk.get("kid"), JWSAlgorithm.RS256, new RSASSAVerifier(key));
        } catch (GeneralSecurityException e) {
            throw invalid("have a key that cannot be used");
        }
    }

    private RefusedToken invalid(String reason) {
        return new RefusedToken(TokenProblem.KEY_SET_INVALID, "the keys of issuer `" + issuer + "` " + reason);
    }
}
