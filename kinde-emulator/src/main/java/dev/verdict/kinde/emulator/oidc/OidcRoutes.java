package dev.verdict.kinde.emulator.oidc;

import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.state.Issuer;

/** The paths of sign-in and tokens below an issuer. */
public final class OidcRoutes {
    private OidcRoutes() {}

    /** Adds the paths of an issuer. */
    public static void add(Routes routes, Issuer issuer) {
        var metadata = new Metadata(issuer);
        var signIn = new SignIn(issuer);
        var inspection = new TokenInspection(issuer);
        routes.on("GET", "/.well-known/openid-configuration", metadata::discovery)
                .on("GET", "/.well-known/jwks", metadata::keys)
                .on("GET", "/.well-known/jwks.json", metadata::keys)
                .on("GET", "/oauth2/auth", signIn::authorize)
                .on("POST", "/oauth2/login", signIn::login)
                .on("POST", "/oauth2/register", signIn::register)
                .on("POST", "/oauth2/organization", signIn::organization)
                .on("GET", "/logout", signIn::logout)
                .on("POST", "/oauth2/token", new TokenEndpoint(issuer)::answer)
                .on("POST", "/oauth2/introspect", inspection::introspect)
                .on("POST", "/oauth2/revoke", inspection::revoke)
                .on("GET", "/oauth2/v2/user_profile", inspection::profile);
    }
}
