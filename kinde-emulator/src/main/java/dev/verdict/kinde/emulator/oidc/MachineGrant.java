package dev.verdict.kinde.emulator.oidc;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.http.Parameters;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.token.ManagementScopes;
import dev.verdict.kinde.emulator.token.TokenIssuance;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The grant {@code client_credentials}. */
final class MachineGrant {
    private final Issuer issuer;
    private final TokenIssuance issuance;

    MachineGrant(Issuer issuer, TokenIssuance issuance) {
        this.issuer = issuer;
        this.issuance = issuance;
    }

    Response answer(Application application, TokenRequest parsed, Parameters form) {
        if (application.type() != Application.Type.M2M) {
            return Problem.response(OAuth2Error.UNAUTHORIZED_CLIENT, "the application is not one for machines");
        }
        List<String> audiences = form.values().getOrDefault("audience", List.of());
        Set<String> grantable = new LinkedHashSet<>();
        for (String audience : audiences) {
            List<String> scopes = scopes(application, audience);
            if (scopes == null) {
                return Problem.response(
                        OAuth2Error.UNAUTHORIZED_CLIENT,
                        "the application is not authorized for the API `" + audience + "`");
            }
            grantable.addAll(scopes);
        }
        List<String> requested = requested(parsed.getScope());
        List<String> granted = new ArrayList<>(grantable);
        if (!requested.isEmpty()) {
            for (String scope : requested) {
                if (!grantable.contains(scope)) {
                    return Problem.response(
                            OAuth2Error.INVALID_SCOPE, "the application has no scope `" + scope + "` there");
                }
            }
            granted = requested;
        }
        return TokenEndpoint.tokens(
                issuance.forMachine(application, audiences, granted, requested.isEmpty() ? granted : requested));
    }

    private static List<String> requested(@Nullable Scope scope) {
        return scope == null ? List.of() : scope.toStringList();
    }

    /** Scopes of the application for an API, or null when it has no business there. */
    private @Nullable List<String> scopes(Application application, String audience) {
        if (audience.equals(issuer.managementAudience())) {
            List<String> scopes = ManagementScopes.expand(application.managementScopes());
            return scopes.isEmpty() ? null : scopes;
        }
        return application.apis().get(audience);
    }
}
