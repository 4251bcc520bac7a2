package dev.verdict.conformance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Signed tokens for the clients, and the key set that verifies them. */
final class Tokens {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant FAR_AWAY = Instant.parse("2099-01-01T00:00:00Z");

    private final ECKey key;
    private final ECKey other;

    Tokens() throws JOSEException {
        key = newKey();
        other = newKey();
    }

    String keySet() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Replaces the placeholders of the calls. */
    String fillIn(String text) throws JOSEException {
        return text.replace("${good}", sign(key, FAR_AWAY))
                .replace("${expired}", sign(key, LONG_AGO.plusSeconds(60)))
                .replace("${forged}", sign(other, FAR_AWAY));
    }

    private static ECKey newKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256)
                .keyID("k1")
                .algorithm(JWSAlgorithm.ES256)
                .generate();
    }

    private static String sign(ECKey signer, Instant expiry) throws JOSEException {
        var claims = new JWTClaimsSet.Builder()
                .subject("ann")
                .issuer("https://issuer.example")
                .audience("verdict")
                .issueTime(Date.from(LONG_AGO))
                .notBeforeTime(Date.from(LONG_AGO))
                .expirationTime(Date.from(expiry))
                .claim("level", 3)
                .claim("auth_time", 1577836800)
                .claim("teams", List.of("a", "ü"))
                .claim("org", Map.of("code", "acme", "admin", true))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
        token.sign(new ECDSASigner(signer));
        return token.serialize();
    }
}
