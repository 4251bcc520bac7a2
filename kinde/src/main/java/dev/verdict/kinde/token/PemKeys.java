package dev.verdict.kinde.token;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Public keys in PEM blocks. */
final class PemKeys {
    private static final String BEGIN = "-----BEGIN ";
    private static final String DASHES = "-----";
    private static final List<String> TYPES = List.of("RSA", "EC", "Ed25519");

    private PemKeys() {}

    /**
     * The keys of the {@code PUBLIC KEY} and {@code CERTIFICATE} blocks, in order.
     *
     * @throws GeneralSecurityException if a block is of another kind or cannot be read
     * @throws IllegalArgumentException if a block is not base64
     */
    static List<PublicKey> parse(String text) throws GeneralSecurityException {
        List<PublicKey> keys = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            if (labelEnd < 0) {
                throw new GeneralSecurityException("PEM block without label");
            }
            String label = text.substring(begin + BEGIN.length(), labelEnd);
            int bodyStart = labelEnd + DASHES.length();
            int end = text.indexOf("-----END " + label + DASHES, bodyStart);
            if (end < 0) {
                throw new GeneralSecurityException("PEM block without end");
            }
            keys.add(key(label, Base64.getMimeDecoder().decode(text.substring(bodyStart, end))));
            begin = text.indexOf(BEGIN, end);
        }
        return keys;
    }

    private static PublicKey key(String label, byte[] encoded) throws GeneralSecurityException {
        return switch (label) {
            case "CERTIFICATE" ->
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoded))
                        .getPublicKey();
            case "PUBLIC KEY" -> publicKey(encoded);
            default -> throw new GeneralSecurityException("unsupported PEM block");
        };
    }

    private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        GeneralSecurityException failure = new GeneralSecurityException("unsupported type of key");
        for (String type : TYPES) {
            try {
                return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                failure = e;
            }
        }
        throw failure;
    }
}
