package dev.verdict.kinde.emulator.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.AuthorizationCode;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.state.RefreshFamily;
import dev.verdict.kinde.emulator.token.TokenIssuance;
import dev.verdict.kinde.emulator.token.TokenSet;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth2/token}. */
final class TokenEndpoint {
    private final Issuer issuer;
    private final Clients clients;
    private final TokenIssuance issuance;
    private final MachineGrant machines;

    TokenEndpoint(Issuer issuer) {
        this.issuer = issuer;
        clients = new Clients(issuer.environment().directory());
        issuance = new TokenIssuance(issuer);
        machines = new MachineGrant(issuer, issuance);
    }

    Response answer(Request request) {
        TokenRequest parsed;
        try {
            parsed = TokenRequest.parse(LibraryRequests.post(issuer, request));
        } catch (ParseException e) {
            ErrorObject error = e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject();
            return Problem.response(error, String.valueOf(e.getMessage()));
        }
        Optional<Application> application = clients.known(parsed.getClientAuthentication(), parsed.getClientID());
        return application
                .map(known -> grant(known, parsed.getAuthorizationGrant(), parsed, request))
                .orElseGet(() -> Problem.response(
                        OAuth2Error.INVALID_CLIENT, "the client is unknown, or its secret is wrong or missing"));
    }

    private Response grant(Application application, AuthorizationGrant grant, TokenRequest parsed, Request request) {
        return switch (grant) {
            case AuthorizationCodeGrant code -> code(application, code);
            case RefreshTokenGrant refresh -> refresh(application, refresh);
            case ClientCredentialsGrant ignored -> machines.answer(application, parsed, request.form());
            default ->
                Problem.response(OAuth2Error.UNSUPPORTED_GRANT_TYPE, "only code, refresh token and client credentials");
        };
    }

    private Response code(Application application, AuthorizationCodeGrant grant) {
        EnvironmentState environment = issuer.environment();
        AuthorizationCode code = environment
                .grants()
                .redeem(grant.getAuthorizationCode().getValue(), environment.now())
                .orElse(null);
        if (code == null) {
            return invalidGrant("the code is unknown, used or expired");
        }
        if (!code.grant().clientId().equals(application.clientId())) {
            return invalidGrant("the code was given to another client");
        }
        URI redirect = grant.getRedirectionURI();
        if (!code.redirectUri().equals(Objects.toString(redirect, ""))) {
            return invalidGrant("redirect_uri is not that of the authorization request");
        }
        if (!verifies(grant.getCodeVerifier(), code.challenge())) {
            return invalidGrant("code_verifier does not fit to code_challenge");
        }
        if (isSuspended(code.grant().userId())) {
            return invalidGrant("the user is suspended");
        }
        return issuance.forCode(application, code)
                .map(TokenEndpoint::tokens)
                .orElseGet(() -> invalidGrant("the user or the organization is gone"));
    }

    private static boolean verifies(@Nullable CodeVerifier verifier, @Nullable String challenge) {
        if (challenge == null || verifier == null) {
            return challenge == null && verifier == null;
        }
        return CodeChallenge.compute(CodeChallengeMethod.S256, verifier)
                .getValue()
                .equals(challenge);
    }

    private boolean isSuspended(String userId) {
        return issuer.environment()
                .directory()
                .user(userId)
                .map(User::isSuspended)
                .orElse(true);
    }

    private Response refresh(Application application, RefreshTokenGrant grant) {
        EnvironmentState environment = issuer.environment();
        String token = grant.getRefreshToken().getValue();
        RefreshFamily family =
                environment.grants().family(token, environment.now()).orElse(null);
        if (family == null || !family.grant().clientId().equals(application.clientId())) {
            return invalidGrant("the refresh token is unknown, used, revoked or expired");
        }
        return issuance.refreshed(application, family, token)
                .map(TokenEndpoint::tokens)
                .orElseGet(() -> invalidGrant("the user or the organization is gone"));
    }

    private static Response invalidGrant(String description) {
        return Problem.response(OAuth2Error.INVALID_GRANT, description);
    }

    static Response tokens(TokenSet tokens) {
        return Response.json(
                        200,
                        JsonObject.with("access_token", tokens.accessToken())
                                .and("expires_in", tokens.expiresIn())
                                .andIfPresent("id_token", tokens.idToken())
                                .andIfPresent("refresh_token", tokens.refreshToken())
                                .and("scope", String.join(" ", tokens.scopes()))
                                .and("token_type", "bearer")
                                .map())
                .withHeader("Pragma", "no-cache");
    }
}
