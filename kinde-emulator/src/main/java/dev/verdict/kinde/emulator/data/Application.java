package dev.verdict.kinde.emulator.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered client.
 *
 * @param clientSecret null for a public client, which must use PKCE
 * @param redirectUris exact; besides them every loopback address is welcome
 * @param orgCode organization of an organization-scoped machine, or null
 * @param apis granted scopes by audience
 * @param managementScopes granted scopes of the management API; {@code *} for all
 * @param properties values by key
 */
public record Application(
        String clientId,
        @Nullable String clientSecret,
        String name,
        Type type,
        List<String> redirectUris,
        @Nullable String orgCode,
        Map<String, List<String>> apis,
        List<String> managementScopes,
        Map<String, String> properties,
        TokenRules rules) {
    public Application {
        redirectUris = List.copyOf(redirectUris);
        apis = Collections.unmodifiableMap(new LinkedHashMap<>(apis));
        managementScopes = List.copyOf(managementScopes);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** Who uses the application. */
    public enum Type {
        /** A server, which keeps a secret. */
        WEB,
        /** A browser or a phone, which cannot. */
        SPA,
        /** A machine, without people. */
        M2M
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "application " + clientId;
    }
}
