package dev.verdict.kinde.token;

import dev.verdict.expr.value.Attributes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a Kinde token may say: RS256, a key's name, and that it is a JWT. Keys and URLs in it ({@code jwk},
 * {@code jku}, {@code x5c}, {@code x5u}) are never looked at; what would change how the token is read is refused.
 */
final class StrictHeader {
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    /** Unencoded and compressed payloads, encryption, tokens in tokens (RFC 7797, RFC 7516, RFC 7519 section 5.2). */
    private static final List<String> CHANGES_THE_READING = List.of("crit", "b64", "zip", "enc", "cty");

    private StrictHeader() {}

    /**
     * Checks what any signed text of Kinde has in its header.
     *
     * @throws RefusedToken if something else is there
     */
    static void check(Attributes header) throws RefusedToken {
        String algorithm = text(header, "alg");
        if (algorithm == null || algorithm.isEmpty()) {
            throw new RefusedToken(TokenProblem.MISSING_ALG, "missing algorithm (alg)");
        }
        if (!algorithm.equals("RS256")) {
            throw new RefusedToken(TokenProblem.ALGORITHM_NOT_ALLOWED, "the token's algorithm (alg) is not RS256");
        }
        for (String name : CHANGES_THE_READING) {
            // RFC 7515 section 4.1.11: whoever does not understand an entry of crit must refuse the token
            if (header.containsKey(name)) {
                throw new RefusedToken(
                        TokenProblem.CRITICAL_HEADER, "header `" + name + "` asks for what is not supported");
            }
        }
        String keyId = text(header, "kid");
        if (keyId == null || keyId.isEmpty()) {
            throw new RefusedToken(TokenProblem.MISSING_KID, "missing key ID (kid)");
        }
    }

    /**
     * Checks that an access or ID token does not say to be something else (RFC 8725 section 3.11).
     *
     * @throws RefusedToken if it does
     */
    static void checkType(Attributes header) throws RefusedToken {
        String type = text(header, "typ");
        if (type != null && !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            throw new RefusedToken(TokenProblem.WRONG_TOKEN_TYPE, "header `typ` says that it is no access token");
        }
    }

    private static @Nullable String text(Attributes header, String name) throws RefusedToken {
        Object value = header.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new RefusedToken(TokenProblem.MALFORMED, "failed to parse JWT: header `" + name + "` is not a string");
    }
}
