package dev.verdict.kinde.emulator.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.json.JsonTextException;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Issuer;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which access tokens an issuer's own endpoints accept. */
public final class AccessTokens {
    private static final int MAX_LENGTH = 2 * 1024 * 1024;

    /** The year 33658; what claims to live longer was not issued here. */
    private static final double MAX_SECONDS = 1e12;

    private AccessTokens() {}

    /** The claims of a token that is signed by the issuer, not expired, not revoked, and of nobody who is suspended. */
    public static Optional<Map<String, @Nullable Object>> active(Issuer issuer, String token) {
        if (token.isEmpty() || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return signed(issuer, token).filter(claims -> isActive(issuer, claims));
    }

    private static Optional<Map<String, @Nullable Object>> signed(Issuer issuer, String token) {
        try {
            JWSObject jws = JWSObject.parse(token);
            JWKSet published = JWKSet.parse(JsonText.write(issuer.keys().document()));
            JWK key = published.getKeyByKeyId(jws.getHeader().getKeyID());
            boolean verified = JWSAlgorithm.RS256.equals(jws.getHeader().getAlgorithm())
                    && key instanceof RSAKey rsa
                    && jws.verify(new RSASSAVerifier(rsa));
            return verified ? Optional.of(JsonText.readObject(jws.getPayload().toString())) : Optional.empty();
        } catch (ParseException | JOSEException | JsonTextException e) {
            return Optional.empty();
        }
    }

    private static boolean isActive(Issuer issuer, Map<String, @Nullable Object> claims) {
        EnvironmentState environment = issuer.environment();
        long now = environment.now().getEpochSecond();
        String user = JsonObject.text(claims, "sub", "");
        String organization = JsonObject.text(claims, "org_code", "");
        return issuer.id().equals(claims.get("iss"))
                && claims.get("exp") instanceof Number expiry
                && expiry.doubleValue() < MAX_SECONDS
                && now < expiry.longValue()
                && !environment.grants().isRevoked(JsonObject.text(claims, "jti", ""))
                && (user.isEmpty()
                        || environment
                                .directory()
                                .user(user)
                                .filter(each -> !each.isSuspended())
                                .isPresent())
                && !environment
                        .directory()
                        .organization(organization)
                        .map(Organization::isSuspended)
                        .orElse(false);
    }

    /** The person of an active token of a person; ID tokens and tokens of machines have none. */
    public static Optional<User> person(Issuer issuer, Map<String, @Nullable Object> claims) {
        return claims.containsKey("gty") || !claims.containsKey("scp")
                ? Optional.empty()
                : issuer.environment().directory().user(JsonObject.text(claims, "sub", ""));
    }
}
