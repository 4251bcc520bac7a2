package dev.verdict.kinde.emulator.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An RSA key with 2048 bits for tests. It is derived from a public text, so it protects nothing.
 *
 * @param jwk with its private part
 */
public record SigningKey(RSAKey jwk) {
    private static final int MAX_REMEMBERED = 200;
    private static final Map<String, RSAKey> REMEMBERED = new ConcurrentHashMap<>();

    /** The key of a seed, with an id made of the seed that looks like Kinde's: hexadecimal numbers between colons. */
    public static SigningKey of(String seed) {
        String id = HexFormat.ofDelimiter(":").formatHex(SeededPrimes.sha256("id/" + seed), 0, 16);
        return of(seed, id);
    }

    /** The key of a seed under another id. */
    public static SigningKey of(String seed, String id) {
        if (REMEMBERED.size() > MAX_REMEMBERED) {
            REMEMBERED.clear();
        }
        RSAKey key = REMEMBERED.computeIfAbsent(seed, SigningKey::derive);
        return new SigningKey(new RSAKey.Builder(key)
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .build());
    }

    private static RSAKey derive(String seed) {
        BigInteger p = SeededPrimes.prime(seed + "/p");
        BigInteger q = SeededPrimes.prime(seed + "/q");
        BigInteger e = SeededPrimes.PUBLIC_EXPONENT;
        BigInteger pLess = p.subtract(BigInteger.ONE);
        BigInteger qLess = q.subtract(BigInteger.ONE);
        BigInteger d = e.modInverse(pLess.multiply(qLess));
        return new RSAKey.Builder(Base64URL.encode(p.multiply(q)), Base64URL.encode(e))
                .privateExponent(Base64URL.encode(d))
                .firstPrimeFactor(Base64URL.encode(p))
                .secondPrimeFactor(Base64URL.encode(q))
                .firstFactorCRTExponent(Base64URL.encode(d.mod(pLess)))
                .secondFactorCRTExponent(Base64URL.encode(d.mod(qLess)))
                .firstCRTCoefficient(Base64URL.encode(q.modInverse(p)))
                .build();
    }

    /** The {@code kid}. */
    public String id() {
        return jwk.getKeyID();
    }

    /** The id only. */
    @Override
    public String toString() {
        return id();
    }
}
