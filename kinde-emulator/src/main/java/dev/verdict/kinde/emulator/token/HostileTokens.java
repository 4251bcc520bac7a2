package dev.verdict.kinde.emulator.token;

import com.nimbusds.jose.jwk.RSAKey;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.keys.SigningKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Spoils claims in the ways that {@link HostileForm} lists. */
public final class HostileTokens {
    private static final String ATTACKER = "https://attacker.example";
    private static final String FOREIGN_ORGANIZATION = "org_77aa12ce04b2";

    private final TokenMint mint;

    public HostileTokens(TokenMint mint) {
        this.mint = mint;
    }

    /** The token in the given form; {@code claims} are those of a token that would be right. */
    public String token(HostileForm form, Map<String, ?> claims) {
        return switch (form) {
            case BEARER_PREFIX -> "Bearer " + mint.mint(MintRequest.of(claims));
            case PADDED_SIGNATURE -> mint.mint(MintRequest.of(claims)) + "==";
            case TAMPERED -> tampered(claims);
            case GARBAGE -> "this is no token";
            default -> mint.mint(request(form, new LinkedHashMap<>(claims)));
        };
    }

    private MintRequest request(HostileForm form, Map<String, @Nullable Object> claims) {
        MintRequest byHeader = header(form, MintRequest.of(claims));
        if (byHeader != null) {
            return byHeader;
        }
        MintRequest byText = text(form, claims);
        return byText != null ? byText : MintRequest.of(changed(form, claims));
    }

    private @Nullable MintRequest header(HostileForm form, MintRequest right) {
        return switch (form) {
            case ALG_NONE -> right.withHeader("alg", "none").signed(MintRequest.Signature.EMPTY);
            case HS256_WITH_PUBLIC_KEY ->
                right.withHeader("alg", "HS256").signed(MintRequest.Signature.PUBLIC_KEY_AS_SECRET);
            case WRONG_KEY -> right.signed(MintRequest.Signature.WRONG_KEY);
            case NO_KID -> right.withHeader("kid", null);
            case UNKNOWN_KID ->
                right.withHeader("kid", mint.issuer().environment().counter().id("unknown-"));
            case EMBEDDED_JWK -> embedded(right);
            case JKU -> foreign(right).withHeader("jku", ATTACKER + "/jwks.json");
            case X5U -> foreign(right).withHeader("x5u", ATTACKER + "/certificate.pem");
            case UNKNOWN_CRIT -> right.withHeader("crit", List.of("x-unknown")).withHeader("x-unknown", true);
            case UNENCODED_PAYLOAD -> right.withHeader("b64", false).withHeader("crit", List.of("b64"));
            case ZIP -> right.withHeader("zip", "DEF");
            case TYP_AT_JWT -> right.withHeader("typ", "at+jwt");
            case NESTED -> MintRequest.ofText(mint.mint(right)).withHeader("cty", "JWT");
            case LABELLED_RS384 -> right.withHeader("alg", "RS384");
            case LABELLED_PS256 -> right.withHeader("alg", "PS256");
            case LABELLED_ES256 -> right.withHeader("alg", "ES256");
            case LABELLED_HS256 -> right.withHeader("alg", "HS256");
            case LABELLED_NONE -> right.withHeader("alg", "none");
            default -> null;
        };
    }

    private static MintRequest foreign(MintRequest right) {
        return right.signed(MintRequest.Signature.WRONG_KEY)
                .withHeader("kid", TokenMint.unpublishedKey().id());
    }

    private static MintRequest embedded(MintRequest right) {
        SigningKey key = TokenMint.unpublishedKey();
        RSAKey open = key.jwk().toPublicJWK();
        return foreign(right).withHeader("jwk", open.toJSONObject());
    }

    /** Payloads that no map of claims can be written as. */
    private static @Nullable MintRequest text(HostileForm form, Map<String, @Nullable Object> claims) {
        String right = JsonText.write(claims);
        return switch (form) {
            case DUPLICATE_MEMBER -> MintRequest.ofText(with(right, "\"org_code\":\"" + FOREIGN_ORGANIZATION + "\""));
            case DEEP -> MintRequest.ofText(with(right, "\"deep\":" + nested(1_000)));
            case VERY_DEEP -> MintRequest.ofText(with(right, "\"deep\":" + nested(20_000)));
            case INVALID_UTF8 ->
                MintRequest.ofText(with(right, "\"odd\":\"\u00c3(\"")).encoded(MintRequest.Encoding.LATIN_1);
            case ARRAY_PAYLOAD -> MintRequest.ofText("[" + right + "]");
            case NO_JSON -> MintRequest.ofText("no JSON");
            case EXP_AS_FRACTION ->
                MintRequest.ofText(with(without(claims, "exp"), "\"exp\":" + seconds(claims) + ".5"));
            case EXP_OUT_OF_RANGE ->
                MintRequest.ofText(with(without(claims, "exp"), "\"exp\":" + BigInteger.TEN.pow(30)));
            case HUGE_INTEGER -> MintRequest.ofText(with(right, "\"serial\":9007199254740993"));
            default -> null;
        };
    }

    private static String without(Map<String, @Nullable Object> claims, String name) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(claims);
        rest.remove(name);
        return JsonText.write(rest);
    }

    private static String with(String object, String member) {
        String open = object.substring(0, object.length() - 1);
        return open + (open.length() > 1 ? "," : "") + member + "}";
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static long seconds(Map<String, @Nullable Object> claims) {
        return claims.get("exp") instanceof Number number ? number.longValue() : 0;
    }

    private Map<String, @Nullable Object> changed(HostileForm form, Map<String, @Nullable Object> claims) {
        Instant now = mint.issuer().environment().now();
        switch (form) {
            case EXPIRED -> claims.put("exp", now.minusSeconds(60).getEpochSecond());
            case NO_EXP -> claims.remove("exp");
            case NOT_YET_VALID -> claims.put("nbf", now.plusSeconds(3_600).getEpochSecond());
            case ISSUED_IN_THE_FUTURE ->
                claims.put("iat", now.plusSeconds(3_600).getEpochSecond());
            case FOREIGN_ISSUER -> claims.put("iss", ATTACKER);
            case FOREIGN_AUDIENCE -> claims.put("aud", List.of(ATTACKER));
            case EXP_AS_STRING -> claims.put("exp", String.valueOf(claims.get("exp")));
            case NEGATIVE_EXP -> claims.put("exp", -1L);
            case HUGE -> claims.put("permissions", permissions(20_000));
            case ENORMOUS -> claims.put("permissions", permissions(300_000));
            case WRONG_TYPES -> {
                claims.put("org_code", null);
                claims.put("roles", 5L);
                claims.put("permissions", Map.of());
            }
            case NUMERIC_SUB -> claims.put("sub", 7L);
            case FOREIGN_ORGANIZATION_CLAIM -> claims.put("orgCode", FOREIGN_ORGANIZATION);
            case ACTOR -> claims.put("act", Map.of("sub", "kp_5f2a0000000000000000000000000001"));
            case ID_TOKEN -> idToken(claims, now);
            case WEBHOOK -> {
                return webhook(claims, now);
            }
            default -> throw new IllegalArgumentException(form + " is made elsewhere");
        }
        return claims;
    }

    private static List<String> permissions(int count) {
        return IntStream.range(0, count).mapToObj(n -> "bulk:p" + n).toList();
    }

    private static void idToken(Map<String, @Nullable Object> claims, Instant now) {
        claims.keySet().removeAll(List.of("scp", "permissions", "org_code", "feature_flags", "roles"));
        claims.put("aud", List.of(String.valueOf(claims.get("azp"))));
        claims.put("at_hash", "AAAAAAAAAAAAAAAAAAAAAA");
        claims.put("auth_time", now.getEpochSecond());
        claims.put("rat", now.getEpochSecond());
        claims.put("org_codes", List.of());
    }

    private static Map<String, @Nullable Object> webhook(Map<String, @Nullable Object> claims, Instant now) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("type", "user.updated");
        event.put("event_id", "event_hostile");
        event.put("event_timestamp", now.toString());
        event.put("timestamp", now.toString());
        event.put("source", "admin");
        event.put("data", Map.of("user", Map.of("id", String.valueOf(claims.get("sub")))));
        return event;
    }

    private String tampered(Map<String, ?> claims) {
        String token = mint.mint(MintRequest.of(claims));
        int dot = token.indexOf('.');
        char first = token.charAt(dot + 10);
        return token.substring(0, dot + 10) + (first == 'A' ? 'B' : 'A') + token.substring(dot + 11);
    }
}
