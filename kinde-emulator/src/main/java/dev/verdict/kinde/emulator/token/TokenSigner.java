package dev.verdict.kinde.emulator.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.keys.SigningKey;
import java.util.Map;

/** Signs claims as Kinde does: JWS, compact, RS256, with {@code kid}. */
public final class TokenSigner {
    private TokenSigner() {}

    /** The signed token. */
    public static String sign(SigningKey key, Map<String, ?> claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.id()).build();
        var token = new JWSObject(header, new Payload(JsonText.write(claims)));
        try {
            token.sign(new RSASSASigner(key.jwk()));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with a key of our own", e);
        }
        return token.serialize();
    }
}
