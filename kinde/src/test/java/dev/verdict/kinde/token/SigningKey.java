package dev.verdict.kinde.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A key of an issuer. It signs whatever header it is given, so that labels can lie. */
record SigningKey(String id, KeyPair pair) {
    private static final Map<String, SigningKey> KNOWN = new ConcurrentHashMap<>();
    private static final byte[] SECRET = "a secret of at least thirty-two bytes".getBytes(StandardCharsets.US_ASCII);

    /** The key with this name, the same each time; names that start with rsa, ed or mac tell the type, others are EC. */
    static SigningKey named(String name) {
        return KNOWN.computeIfAbsent(name, SigningKey::generate);
    }

    private static SigningKey generate(String name) {
        boolean rsa = name.startsWith("rsa");
        try {
            var generator = KeyPairGenerator.getInstance(rsa ? "RSA" : name.startsWith("ed") ? "Ed25519" : "EC");
            if (!name.startsWith("ed")) {
                generator.initialize(rsa ? 2048 : 256);
            }
            return new SigningKey(name, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isMac() {
        return id.startsWith("mac");
    }

    /** The algorithm that it really signs with. */
    String algorithm() {
        if (isMac()) {
            return "HS256";
        }
        PublicKey key = pair.getPublic();
        return key instanceof RSAPublicKey ? "RS256" : key instanceof ECPublicKey ? "ES256" : "EdDSA";
    }

    /** A token whose header is right. */
    String token(String claims) {
        return sign("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm(), id), claims);
    }

    String sign(String header, String claims) {
        String signed = encode(header) + "." + encode(claims);
        try {
            return signed + "." + Base64URL.encode(signature(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (JOSEException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] signature(byte[] bytes) throws JOSEException, GeneralSecurityException {
        return switch (algorithm()) {
            case "HS256" ->
                new MACSigner(SECRET)
                        .sign(new JWSHeader(JWSAlgorithm.HS256), bytes)
                        .decode();
            case "RS256" ->
                new RSASSASigner(pair.getPrivate())
                        .sign(new JWSHeader(JWSAlgorithm.RS256), bytes)
                        .decode();
            case "ES256" ->
                new ECDSASigner((ECPrivateKey) pair.getPrivate())
                        .sign(new JWSHeader(JWSAlgorithm.ES256), bytes)
                        .decode();
            default -> {
                Signature signing = Signature.getInstance("Ed25519");
                signing.initSign(pair.getPrivate());
                signing.update(bytes);
                yield signing.sign();
            }
        };
    }

    static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The public half as a JWK. */
    String jwk() {
        return "{\"kid\":\"%s\",\"alg\":\"%s\",%s}".formatted(id, algorithm(), jwkMembers());
    }

    /** The members that make up the key, without its name and algorithm. */
    String jwkMembers() {
        if (isMac()) {
            return "\"kty\":\"oct\",\"k\":\"" + Base64URL.encode(SECRET) + "\"";
        }
        PublicKey key = pair.getPublic();
        if (key instanceof RSAPublicKey rsa) {
            return new com.nimbusds.jose.jwk.RSAKey.Builder(rsa)
                    .build()
                    .toJSONString()
                    .replaceAll("^\\{|}$", "");
        }
        if (key instanceof ECPublicKey ec) {
            return new com.nimbusds.jose.jwk.ECKey.Builder(com.nimbusds.jose.jwk.Curve.P_256, ec)
                    .build()
                    .toJSONString()
                    .replaceAll("^\\{|}$", "");
        }
        byte[] encoded = key.getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + Base64URL.encode(point) + "\"";
    }

    /** A JWKS of the keys with these names. */
    static String jwks(String... names) {
        return Arrays.stream(names)
                .map(name -> named(name).jwk())
                .collect(java.util.stream.Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** The public half as a PEM block. */
    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
