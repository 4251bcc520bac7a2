package dev.verdict.kinde.emulator.oidc;

import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.Issuer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The discovery document and the keys. */
public final class Metadata {
    private static final String CACHE_CONTROL = "public, max-age=300";

    private final Issuer issuer;

    public Metadata(Issuer issuer) {
        this.issuer = issuer;
    }

    Response discovery(Request request) {
        Map<String, @Nullable Object> document = JsonObject.with("issuer", issuer.id())
                .and("authorization_endpoint", issuer.resolve("/oauth2/auth"))
                .and("token_endpoint", issuer.resolve("/oauth2/token"))
                .and("userinfo_endpoint", issuer.resolve("/oauth2/v2/user_profile"))
                .and("introspection_endpoint", issuer.resolve("/oauth2/introspect"))
                .and("revocation_endpoint", issuer.resolve("/oauth2/revoke"))
                .and("end_session_endpoint", issuer.resolve("/logout"))
                .and("jwks_uri", issuer.resolve("/.well-known/jwks"))
                .and("claims_supported", List.of("aud", "exp", "iat", "iss", "sub"))
                .and("scopes_supported", List.of("address", "email", "offline", "openid", "phone", "profile"))
                .and("response_types_supported", List.of("code"))
                .and("response_modes_supported", List.of("form_post", "query", "fragment"))
                .and("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"))
                .and("subject_types_supported", List.of("public"))
                .and("code_challenge_methods_supported", List.of("S256"))
                .and("id_token_signing_alg_values_supported", List.of("RS256"))
                .and("token_endpoint_auth_methods_supported", List.of("client_secret_post"))
                .map();
        return Response.json(200, document).withHeader("Cache-Control", CACHE_CONTROL);
    }

    /** The published keys. */
    public Response keys(Request request) {
        return Response.json(200, issuer.keys().document()).withHeader("Cache-Control", CACHE_CONTROL);
    }
}
