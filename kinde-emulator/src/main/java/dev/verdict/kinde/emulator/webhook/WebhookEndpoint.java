package dev.verdict.kinde.emulator.webhook;

import java.net.URI;
import java.util.List;

/**
 * Where events are sent to.
 *
 * @param environment name of the environment whose events
 * @param events types of events; empty for all
 */
public record WebhookEndpoint(String id, String environment, String name, URI url, List<String> events) {
    public WebhookEndpoint {
        events = List.copyOf(events);
    }

    boolean wants(String environmentName, String type) {
        return environment.equals(environmentName) && (events.isEmpty() || events.contains(type));
    }
}
