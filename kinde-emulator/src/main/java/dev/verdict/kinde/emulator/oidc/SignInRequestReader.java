package dev.verdict.kinde.emulator.oidc;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.http.Parameters;
import dev.verdict.kinde.emulator.state.Directory;
import dev.verdict.kinde.emulator.token.UserScopes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads authorization requests. */
final class SignInRequestReader {
    /** What became of a request. */
    sealed interface Outcome {
        /** It is right. */
        record Accepted(SignInRequest request) implements Outcome {}

        /** It is wrong, and the client may hear so. */
        record Refused(SignInRequest request, String error, String description) implements Outcome {}

        /** It is wrong in a way that leaves nobody to redirect to; the message is for people. */
        record Unanswerable(String message) implements Outcome {}
    }

    private final Directory directory;

    SignInRequestReader(Directory directory) {
        this.directory = directory;
    }

    Outcome read(Parameters query) {
        AuthorizationRequest parsed;
        try {
            parsed = AuthorizationRequest.parse(query.values());
        } catch (ParseException e) {
            return new Outcome.Unanswerable("The request is not right: " + e.getMessage());
        }
        Optional<Application> application = parsed.getClientID() == null
                ? Optional.empty()
                : directory.application(parsed.getClientID().getValue());
        URI redirect = parsed.getRedirectionURI();
        if (application.isEmpty()) {
            return new Outcome.Unanswerable("There is no application with this client_id.");
        }
        if (redirect == null || !Clients.mayRedirect(application.get(), redirect)) {
            return new Outcome.Unanswerable(
                    "redirect_uri is missing, or neither registered for the application nor on this machine.");
        }
        SignInRequest request = request(application.get(), redirect, parsed, query);
        String problem = problem(request, parsed);
        return problem == null
                ? new Outcome.Accepted(request)
                : new Outcome.Refused(request, problem.substring(0, problem.indexOf(':')), description(problem));
    }

    private static String description(String problem) {
        return problem.substring(problem.indexOf(':') + 2);
    }

    private static SignInRequest request(
            Application application, URI redirect, AuthorizationRequest parsed, Parameters query) {
        boolean creates = query.first("is_create_org", "").equals("true");
        return new SignInRequest(
                application,
                redirect,
                mode(query.first("response_mode", "")),
                parsed.getState() == null ? null : parsed.getState().getValue(),
                query.first("nonce"),
                parsed.getScope() == null ? List.of() : parsed.getScope().toStringList(),
                query.values().getOrDefault("audience", List.of()),
                parsed.getPrompt() == null ? List.of() : parsed.getPrompt().toStringList(),
                parsed.getCodeChallenge() == null
                        ? null
                        : parsed.getCodeChallenge().getValue(),
                query.first("org_code", ""),
                creates ? query.first("org_name", "") : null,
                query.first("login_hint", ""));
    }

    private static SignInRequest.ResponseMode mode(String name) {
        return switch (name) {
            case "fragment" -> SignInRequest.ResponseMode.FRAGMENT;
            case "form_post" -> SignInRequest.ResponseMode.FORM_POST;
            default -> SignInRequest.ResponseMode.QUERY;
        };
    }

    /** Code of the error, a colon and its description; null when the request is right. */
    private @Nullable String problem(SignInRequest request, AuthorizationRequest parsed) {
        if (request.application().type() == Application.Type.M2M) {
            return "unauthorized_client: the application is one for machines";
        }
        if (!ResponseType.CODE.equals(parsed.getResponseType())) {
            return "unsupported_response_type: only response_type=code works";
        }
        if (request.challenge() != null && !CodeChallengeMethod.S256.equals(parsed.getCodeChallengeMethod())) {
            return "invalid_request: only code_challenge_method=S256 works";
        }
        if (request.challenge() == null && request.application().clientSecret() == null) {
            return "invalid_request: code_challenge is missing, and the application has no secret";
        }
        for (String audience : request.audiences()) {
            if (directory.api(audience).isEmpty()) {
                return "invalid_request: there is no API `" + audience + "`";
            }
        }
        return null;
    }

    /** The scopes that are granted: those of OpenID Connect and of the requested APIs; others are left out silently. */
    List<String> granted(SignInRequest request) {
        return request.scopes().stream()
                .filter(scope -> UserScopes.OPENID.contains(scope)
                        || request.audiences().stream()
                                .flatMap(audience -> directory.api(audience).stream())
                                .anyMatch(api -> api.scopes().contains(scope)))
                .distinct()
                .toList();
    }
}
