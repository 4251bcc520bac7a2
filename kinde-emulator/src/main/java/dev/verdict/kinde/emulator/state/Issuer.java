package dev.verdict.kinde.emulator.state;

import dev.verdict.kinde.emulator.keys.IssuerKeys;
import java.net.URI;

/**
 * A host or path under which an environment issues tokens, with its own keys.
 *
 * @param name the environment's name, or that of its custom domain
 * @param uri without a slash at its end
 * @param environment what it is an issuer of
 */
public record Issuer(String name, URI uri, IssuerKeys keys, EnvironmentState environment) {
    /** The value of {@code iss}. */
    public String id() {
        return uri.toString();
    }

    /** The address of something below the issuer. */
    public URI resolve(String path) {
        return URI.create(uri + path);
    }

    /** Audience of tokens for the management API, as {@code https://example.kinde.com/api}. */
    public String managementAudience() {
        return uri + "/api";
    }
}
