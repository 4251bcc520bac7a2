package dev.verdict.kinde.token;

import com.nimbusds.jose.JWSAlgorithm;
import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.json.JsonReader;
import dev.verdict.kinde.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JWT taken apart, nothing about it being believed yet. Keys and URLs inside the header have no effect. */
final class CompactToken {
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.EdDSA,
            JWSAlgorithm.HS256,
            JWSAlgorithm.HS384,
            JWSAlgorithm.HS512);

    private final Attributes header;
    private final Attributes claims;
    private final @Nullable String keyId;
    private final byte[] signedBytes;
    private final byte[] signature;

    private CompactToken(Attributes header, Attributes claims, byte[] signedBytes, byte[] signature)
            throws RefusedToken {
        this.header = header;
        this.keyId = text(header, "kid");
        this.claims = claims;
        this.signedBytes = signedBytes;
        this.signature = signature;
    }

    /**
     * Takes {@code sent} apart, tolerating what the reference does, such as space around it.
     *
     * @throws RefusedToken if it is not a JWT in compact form
     */
    static CompactToken parse(String sent) throws RefusedToken {
        String text = sent.strip();
        int[] dots = dots(text);
        checkPrefix(text);
        Attributes header = lenient(decode(text.substring(0, dots[0]), "header"), "the header");
        Attributes claims = lenient(decode(text.substring(dots[0] + 1, dots[1]), "payload"), "the payload");
        byte[] signature = decode(text.substring(dots[1] + 1), "signature");
        text(header, "typ");
        return new CompactToken(header, claims, signedBytes(text, dots), signature);
    }

    /**
     * Takes {@code text} apart, tolerating nothing: see {@link StrictHeader}, and {@link JsonReader#STRICT}; base64url
     * has one spelling only.
     *
     * @throws RefusedToken if it is not a JWT in compact form that RS256 signed
     */
    static CompactToken parseStrictly(String text, int maxBytes) throws RefusedToken {
        if (text.length() > maxBytes) {
            throw new RefusedToken(TokenProblem.TOKEN_TOO_LARGE, "token has more than " + maxBytes + " bytes");
        }
        checkPrefix(text);
        if (text.isEmpty()) {
            throw malformed("it is empty");
        }
        int[] dots = dots(text);
        Attributes header = strict(decodeStrictly(text.substring(0, dots[0]), "header"), "the header");
        StrictHeader.check(header);
        Attributes claims = strict(decodeStrictly(text.substring(dots[0] + 1, dots[1]), "payload"), "the payload");
        byte[] signature = decodeStrictly(text.substring(dots[1] + 1), "signature");
        return new CompactToken(header, claims, signedBytes(text, dots), signature);
    }

    private static int[] dots(String text) throws RefusedToken {
        int first = text.indexOf('.');
        int second = first < 0 ? -1 : text.indexOf('.', first + 1);
        if (second < 0 || text.indexOf('.', second + 1) >= 0) {
            throw malformed("it does not have three parts");
        }
        return new int[] {first, second};
    }

    private static void checkPrefix(String text) throws RefusedToken {
        if (text.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw malformed("it starts with `Bearer `, send the token without it");
        }
    }

    private static byte[] signedBytes(String text, int[] dots) {
        return text.substring(0, dots[1]).getBytes(StandardCharsets.US_ASCII);
    }

    private static Attributes lenient(byte[] json, String what) throws RefusedToken {
        try {
            return JsonReader.LENIENT.object(json, what);
        } catch (MalformedJson e) {
            throw malformed(e.sentence());
        }
    }

    private static Attributes strict(byte[] json, String what) throws RefusedToken {
        try {
            return JsonReader.STRICT.object(json, what);
        } catch (MalformedJson e) {
            throw malformed(e.sentence());
        }
    }

    private static byte[] decode(String part, String what) throws RefusedToken {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw malformed("its " + what + " is not base64url");
        }
    }

    /** Neither padding nor stray bits at the end, so that no two texts are one token. */
    private static byte[] decodeStrictly(String part, String what) throws RefusedToken {
        byte[] decoded = decode(part, what);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(part)) {
            throw malformed("its " + what + " is not base64url without padding");
        }
        return decoded;
    }

    private static RefusedToken malformed(String reason) {
        return new RefusedToken(TokenProblem.MALFORMED, "failed to parse JWT: " + reason);
    }

    Attributes header() {
        return header;
    }

    Attributes claims() {
        return claims;
    }

    byte[] signedBytes() {
        return signedBytes.clone();
    }

    byte[] signature() {
        return signature.clone();
    }

    /** The key that the token says it was signed with, or null. */
    @Nullable
    String keyId() {
        return keyId;
    }

    /**
     * The algorithm that the token says it was signed with.
     *
     * @throws RefusedToken if it says none, or demands extensions of the format
     */
    JWSAlgorithm algorithm() throws RefusedToken {
        // RFC 7515 section 4.1.11: whoever does not understand an entry must refuse the token
        // and RFC 7797: an unencoded payload is such an extension, whether or not `crit` names it
        if (header.containsKey("crit") || Boolean.FALSE.equals(header.get("b64"))) {
            throw new RefusedToken(
                    TokenProblem.CRITICAL_HEADER, "header `crit` names extensions that are not supported");
        }
        String name = text(header, "alg");
        if (name == null || name.isEmpty()) {
            throw new RefusedToken(TokenProblem.MISSING_ALG, "missing algorithm (alg)");
        }
        JWSAlgorithm label = JWSAlgorithm.parse(name);
        if (!SIGNATURES.contains(label)) {
            throw new RefusedToken(
                    TokenProblem.ALGORITHM_NOT_ALLOWED, "the token's algorithm (alg) is not a signature");
        }
        return label;
    }

    private static @Nullable String text(Attributes header, String name) throws RefusedToken {
        Object value = header.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw malformed("header `" + name + "` is not a string");
    }
}
