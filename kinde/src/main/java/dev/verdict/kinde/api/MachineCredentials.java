package dev.verdict.kinde.api;

import java.net.URI;
import java.util.Objects;

/**
 * The machine-to-machine application that may call the Management API.
 *
 * @param host {@code https://<subdomain>.kinde.com}, even for environments with a domain of their own
 * @param clientSecret kept out of {@link #toString}
 * @param audience usually {@code https://<subdomain>.kinde.com/api}
 */
public record MachineCredentials(URI host, String clientId, String clientSecret, String audience) {
    public MachineCredentials {
        Objects.requireNonNull(host, "host");
        notEmpty(clientId, "clientId");
        notEmpty(clientSecret, "clientSecret");
        notEmpty(audience, "audience");
    }

    private static void notEmpty(String value, String name) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("`" + name + "` must not be empty");
        }
    }

    @Override
    public String toString() {
        return "MachineCredentials[host=" + host + ", clientId=" + clientId + ", audience=" + audience + "]";
    }
}
