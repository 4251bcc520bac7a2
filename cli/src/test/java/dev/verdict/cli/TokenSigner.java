package dev.verdict.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** Signs tokens with a key of its own, made when it is made. Thread-safe. */
final class TokenSigner {
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final String issuer;
    private final InstantSource clock;
    private final RSAKey key;

    TokenSigner(String issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
        try {
            key = new RSAKeyGenerator(2048)
                    .keyID("paperwise-demo")
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("this JDK makes no RSA keys", e);
        }
    }

    /** The public key as a key set. */
    String publicKeys() {
        return new JWKSet(key).toString(true);
    }

    /** A token with {@code claims}, issued now and good for a day. */
    String sign(Map<String, Object> claims) {
        Instant now = clock.instant();
        var set = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString());
        claims.forEach(set::claim);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), set.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the demo's key cannot sign", e);
        }
        return token.serialize();
    }
}
