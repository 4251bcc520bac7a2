package dev.verdict.kinde.emulator.oidc;

import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.http.Origins;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Grant;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.state.Sessions.Session;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Brings the person back to the application. */
final class Callback {
    private final Issuer issuer;
    private final Pages pages;
    private final SignInRequestReader reader;

    Callback(Issuer issuer, Pages pages, SignInRequestReader reader) {
        this.issuer = issuer;
        this.pages = pages;
        this.reader = reader;
    }

    /** With a code for the organization of the session. */
    Response code(SignInRequest request, Session session) {
        EnvironmentState environment = issuer.environment();
        var grant = new Grant(
                request.application().clientId(),
                session.userId(),
                session.orgCode(),
                reader.granted(request),
                request.audiences(),
                request.nonce(),
                session.signedInAt());
        String code = environment
                .grants()
                .code(grant, request.redirectUri().toString(), request.challenge(), session.id(), environment.now());
        return back(request, Map.of("code", code, "scope", String.join(" ", grant.scopes())));
    }

    /** With an error. */
    Response error(SignInRequest request, String error, String description) {
        return back(request, Map.of("error", error, "error_description", description));
    }

    private Response back(SignInRequest request, Map<String, String> answer) {
        Map<String, String> parameters = new LinkedHashMap<>(answer);
        if (request.state() != null) {
            parameters.put("state", request.state());
        }
        String target = request.redirectUri().toString();
        return switch (request.responseMode()) {
            case QUERY -> redirect(target + (target.contains("?") ? "&" : "?") + encode(parameters));
            case FRAGMENT -> redirect(target + "#" + encode(parameters));
            case FORM_POST -> pages.formPost(target, parameters);
        };
    }

    private static Response redirect(String target) {
        return Response.redirect(URI.create(target));
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** To an address on this machine, or one that an application registered. */
    Response afterLogout(String target) {
        try {
            URI uri = new URI(target);
            boolean registered = issuer.environment().directory().applications().stream()
                    .map(Application::redirectUris)
                    .anyMatch(uris -> uris.contains(target));
            return registered || Origins.isLoopback(uri)
                    ? Response.redirect(uri)
                    : pages.problem("The address to go to is neither registered nor on this machine.");
        } catch (URISyntaxException e) {
            return pages.problem("The address to go to is no address.");
        }
    }
}
