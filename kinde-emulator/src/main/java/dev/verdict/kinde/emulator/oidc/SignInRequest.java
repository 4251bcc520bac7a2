package dev.verdict.kinde.emulator.oidc;

import dev.verdict.kinde.emulator.data.Application;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An authorization request that was found right.
 *
 * @param redirectUri where the answer goes
 * @param prompts what the client wants to be shown or not
 * @param challenge of PKCE, or null
 * @param orgCode asked for, or empty
 * @param newOrganization name of the organization to be created, or null
 * @param loginHint email, user name or id of the person, or empty
 */
record SignInRequest(
        Application application,
        URI redirectUri,
        ResponseMode responseMode,
        @Nullable String state,
        @Nullable String nonce,
        List<String> scopes,
        List<String> audiences,
        List<String> prompts,
        @Nullable String challenge,
        String orgCode,
        @Nullable String newOrganization,
        String loginHint) {
    SignInRequest {
        scopes = List.copyOf(scopes);
        audiences = List.copyOf(audiences);
        prompts = List.copyOf(prompts);
    }

    /** The same request with an organization asked for. */
    SignInRequest forOrganization(String code) {
        return new SignInRequest(
                application,
                redirectUri,
                responseMode,
                state,
                nonce,
                scopes,
                audiences,
                prompts,
                challenge,
                code,
                newOrganization,
                loginHint);
    }

    /** How the answer reaches the client. */
    enum ResponseMode {
        QUERY,
        FRAGMENT,
        FORM_POST
    }
}
