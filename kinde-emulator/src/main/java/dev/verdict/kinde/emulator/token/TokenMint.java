package dev.verdict.kinde.emulator.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.keys.SigningKey;
import dev.verdict.kinde.emulator.state.Issuer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes tokens that need not be right, in the name of one issuer. Safe for use by several threads. */
public final class TokenMint {
    private final Issuer issuer;

    public TokenMint(Issuer issuer) {
        this.issuer = issuer;
    }

    /** The token as described. Nothing is added to its payload. */
    public String mint(MintRequest request) {
        SigningKey key = issuer.keys().signing();
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("alg", "RS256");
        header.put("kid", key.id());
        header.putAll(request.header());
        request.header().forEach((name, value) -> {
            if (value == null) {
                header.remove(name);
            }
        });
        String content = Base64URL.encode(JsonText.write(header)) + "." + Base64URL.encode(request.bytes());
        return content + "." + Base64URL.encode(signature(request.signature(), key, content));
    }

    private byte[] signature(MintRequest.Signature kind, SigningKey key, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        try {
            return switch (kind) {
                case RIGHT -> rsa(key.jwk(), bytes);
                case WRONG_KEY -> rsa(unpublishedKey().jwk(), bytes);
                case PUBLIC_KEY_AS_SECRET -> hmac(publicKeyPem(), bytes);
                case EMPTY -> new byte[0];
            };
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("cannot sign with a key of our own", e);
        }
    }

    /** A key that no issuer publishes. */
    static SigningKey unpublishedKey() {
        return SigningKey.of("nobody's");
    }

    private static byte[] rsa(RSAKey key, byte[] content) throws GeneralSecurityException, JOSEException {
        PrivateKey secret = key.toPrivateKey();
        var signature = java.security.Signature.getInstance("SHA256withRSA");
        signature.initSign(secret);
        signature.update(content);
        return signature.sign();
    }

    private static byte[] hmac(String secret, byte[] content) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return mac.doFinal(content);
    }

    /** The public key that belongs to the one that signs, in PEM. */
    public String publicKeyPem() {
        try {
            byte[] encoded = issuer.keys().signing().jwk().toPublicKey().getEncoded();
            return "-----BEGIN PUBLIC KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot encode a key of our own", e);
        }
    }

    Issuer issuer() {
        return issuer;
    }
}
