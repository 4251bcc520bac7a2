package dev.verdict.kinde.api;

import java.net.URI;
import java.util.Objects;

/**
 * The access token of a user, and the host that it is for.
 *
 * @param host where the Account API is
 * @param text kept out of {@link #toString}
 * @param organization code; empty when the token is for none
 */
public record UserToken(URI host, String text, String organization) {
    public UserToken {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(organization, "organization");
    }

    @Override
    public String toString() {
        return "UserToken[host=" + host + ", organization=" + organization + "]";
    }
}
