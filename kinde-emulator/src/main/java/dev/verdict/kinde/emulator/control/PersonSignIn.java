package dev.verdict.kinde.emulator.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in without a browser.
 *
 * @param issuer name of the issuer
 * @param clientId the application
 * @param user id or email of the person
 * @param orgCode organization to sign in to; empty for none, null for the first one of the person
 */
public record PersonSignIn(
        String issuer,
        String clientId,
        String user,
        @Nullable String orgCode,
        List<String> scopes,
        List<String> audiences) {
    private static final List<String> USUAL_SCOPES = List.of("openid", "profile", "email", "offline");

    public PersonSignIn {
        scopes = List.copyOf(scopes);
        audiences = List.copyOf(audiences);
    }

    /** A sign-in to the first organization of the person with the usual scopes. */
    public static PersonSignIn of(String issuer, String clientId, String user) {
        return new PersonSignIn(issuer, clientId, user, null, USUAL_SCOPES, List.of());
    }

    /** The same, to a certain organization; empty for none. */
    public PersonSignIn to(String organization) {
        return new PersonSignIn(issuer, clientId, user, organization, scopes, audiences);
    }

    /** The same with other scopes. */
    public PersonSignIn withScopes(List<String> others) {
        return new PersonSignIn(issuer, clientId, user, orgCode, others, audiences);
    }

    /** The same for these APIs. */
    public PersonSignIn withAudiences(List<String> others) {
        return new PersonSignIn(issuer, clientId, user, orgCode, scopes, others);
    }
}
