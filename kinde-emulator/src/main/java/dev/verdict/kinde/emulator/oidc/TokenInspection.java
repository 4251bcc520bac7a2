package dev.verdict.kinde.emulator.oidc;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.token.AccessTokens;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked about tokens, and done to them. */
final class TokenInspection {
    private static final String UNKNOWN_CLIENT = "the client is unknown, or its secret is wrong or missing";

    private final Issuer issuer;
    private final Clients clients;

    TokenInspection(Issuer issuer) {
        this.issuer = issuer;
        clients = new Clients(issuer.environment().directory());
    }

    /** {@code POST /oauth2/introspect}. */
    Response introspect(Request request) {
        try {
            var parsed = TokenIntrospectionRequest.parse(LibraryRequests.post(issuer, request));
            if (clients.authenticated(parsed.getClientAuthentication()).isEmpty()) {
                return Problem.response(OAuth2Error.INVALID_CLIENT, UNKNOWN_CLIENT);
            }
            return AccessTokens.active(issuer, parsed.getToken().getValue())
                    .map(claims -> Response.json(
                            200,
                            JsonObject.with("active", true)
                                    .and("aud", claims.get("aud"))
                                    .and("client_id", claims.get("azp"))
                                    .and("exp", claims.get("exp"))
                                    .and("iat", claims.get("iat"))
                                    .map()))
                    .orElseGet(() -> Response.json(200, Map.of("active", false)));
        } catch (ParseException e) {
            return Problem.response(OAuth2Error.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /** {@code POST /oauth2/revoke}; an unknown token is no error (RFC 7009, section 2.2). */
    Response revoke(Request request) {
        try {
            var parsed = TokenRevocationRequest.parse(LibraryRequests.post(issuer, request));
            Optional<Application> application = clients.known(parsed.getClientAuthentication(), parsed.getClientID());
            if (application.isEmpty()) {
                return Problem.response(OAuth2Error.INVALID_CLIENT, UNKNOWN_CLIENT);
            }
            String token = parsed.getToken().getValue();
            AccessTokens.active(issuer, token)
                    .map(claims -> JsonObject.text(claims, "jti", ""))
                    .ifPresent(issuer.environment().grants()::revokeAccessToken);
            issuer.environment().grants().revokeRefreshToken(token);
            return Response.json(200, Map.of());
        } catch (ParseException e) {
            return Problem.response(OAuth2Error.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /** {@code GET /oauth2/v2/user_profile}. */
    Response profile(Request request) {
        return AccessTokens.active(issuer, request.bearerToken())
                .flatMap(claims -> AccessTokens.person(issuer, claims))
                .map(user -> Response.json(200, profile(user)))
                .orElseGet(() -> Routes.error(401, "invalid_token", "a valid access token of a user is needed")
                        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }

    private static Map<String, @Nullable Object> profile(User user) {
        User.Profile profile = user.profile();
        return JsonObject.with("sub", user.id())
                .and("id", user.id())
                .and("provided_id", user.providedId())
                .and("name", profile.fullName())
                .and("given_name", profile.firstName())
                .and("family_name", profile.lastName())
                .and("updated_at", 1_767_225_600L)
                .and("email", profile.email())
                .and("email_verified", true)
                .and("picture", profile.picture().isEmpty() ? null : profile.picture())
                .and("preferred_username", profile.username().isEmpty() ? null : profile.username())
                .map();
    }
}
