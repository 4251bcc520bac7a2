package dev.verdict.kinde.emulator.token;

import java.util.Set;

/** Scopes that every application may ask of people. */
public final class UserScopes {
    /** Grants a refresh token. {@code offline_access} is not known and has no effect. */
    public static final String OFFLINE = "offline";

    /** Those of the discovery document. */
    public static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline", "phone", "address");

    private UserScopes() {}
}
