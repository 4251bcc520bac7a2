package dev.verdict.kinde.emulator.webhook;

import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.Change;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.token.TokenSigner;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events of all environments and their way to the endpoints. Safe for use by several threads. */
public final class Webhooks implements AutoCloseable {
    private static final int MAX_REMEMBERED = 10_000;
    private static final int MAX_ENDPOINTS = 100;

    private final Sender sender;
    private final Map<String, WebhookEndpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, WebhookEvent> events = new LinkedHashMap<>();
    private final List<Sender.Parcel> held = new ArrayList<>();
    private Disturbance disturbance = Disturbance.NONE;
    private int lastEndpoint;
    private int lastMessage;

    /** @param pace what Kinde's waits between attempts are multiplied with */
    public Webhooks(double pace) {
        sender = new Sender(pace);
    }

    /** Something happened: tells the endpoints of the environment that want to know. */
    public void onChange(Issuer issuer, Change change) {
        Instant now = issuer.environment().now();
        String source = change.type().startsWith("user.auth") ? "user" : "api";
        send(issuer, event(issuer, change.type(), source, now, change.data()));
    }

    private synchronized WebhookEvent event(
            Issuer issuer, String type, String source, Instant now, Map<String, @Nullable Object> data) {
        String time = now.minus(disturbance.age()).toString();
        return new WebhookEvent(
                issuer.environment().name(),
                JsonObject.with("data", data)
                        .and("event_id", issuer.environment().counter().id("event_"))
                        .and("event_timestamp", time)
                        .and("source", source)
                        .and("timestamp", time)
                        .and("type", type)
                        .map());
    }

    /** Sends an event as it is, signed by the issuer. */
    public synchronized void send(Issuer issuer, WebhookEvent event) {
        events.put(event.id(), event);
        if (events.size() > MAX_REMEMBERED) {
            events.remove(events.keySet().iterator().next());
        }
        String body = null;
        for (WebhookEndpoint endpoint : endpoints.values()) {
            if (endpoint.wants(event.environment(), event.type())) {
                body = body == null ? sign(issuer, event) : body;
                lastMessage++;
                dispatch(new Sender.Parcel("msg_" + lastMessage, event, endpoint, body, disturbance.copies()));
            }
        }
    }

    /** The body that a webhook with this event has. */
    public static String sign(Issuer issuer, WebhookEvent event) {
        return TokenSigner.sign(issuer.keys().signing(), event.payload());
    }

    private void dispatch(Sender.Parcel parcel) {
        if (disturbance.isHeld() && held.size() < MAX_REMEMBERED) {
            held.add(parcel);
        } else {
            sender.send(parcel);
        }
    }

    /** Changes how deliveries are disturbed from now on. What is held stays held. */
    public synchronized void disturb(Disturbance other) {
        disturbance = other;
    }

    /** Lets go what is held, and holds nothing any more. */
    public synchronized void release(boolean lastFirst) {
        disturbance = new Disturbance(false, disturbance.copies(), disturbance.age());
        List<Sender.Parcel> parcels = new ArrayList<>(held);
        held.clear();
        if (lastFirst) {
            Collections.reverse(parcels);
        }
        parcels.forEach(sender::send);
    }

    /**
     * Adds an endpoint.
     *
     * @param wanted types of events; empty for all
     * @throws IllegalArgumentException if the address is none of HTTP, or there are 100 endpoints already
     */
    public synchronized WebhookEndpoint register(String environment, String name, URI url, List<String> wanted) {
        if (endpoints.size() >= MAX_ENDPOINTS) {
            throw new IllegalArgumentException("there are " + MAX_ENDPOINTS + " webhooks already");
        }
        lastEndpoint++;
        return put(new WebhookEndpoint("wbhk_" + lastEndpoint, environment, name, url, wanted));
    }

    /**
     * Puts an endpoint in the place of the one with the same id.
     *
     * @throws IllegalArgumentException if the address is none of HTTP
     */
    public synchronized WebhookEndpoint put(WebhookEndpoint endpoint) {
        String scheme = endpoint.url().getScheme();
        boolean isHttp = "http".equals(scheme) || "https".equals(scheme);
        if (!isHttp || endpoint.url().getHost() == null) {
            throw new IllegalArgumentException("`" + endpoint.url() + "` is no address of HTTP");
        }
        endpoints.put(endpoint.id(), endpoint);
        return endpoint;
    }

    /** Removes an endpoint; false when there is none. */
    public synchronized boolean remove(String id) {
        return endpoints.remove(id) != null;
    }

    /** The endpoints of an environment. */
    public synchronized List<WebhookEndpoint> endpoints(String environment) {
        return endpoints.values().stream()
                .filter(endpoint -> endpoint.environment().equals(environment))
                .toList();
    }

    /** An event by id. */
    public synchronized Optional<WebhookEvent> event(String id) {
        return Optional.ofNullable(events.get(id));
    }

    /** The attempts so far, oldest first. */
    public List<Delivery> deliveries() {
        return sender.deliveries();
    }

    /** How many deliveries neither succeeded nor were given up. */
    public int unfinished() {
        return sender.unfinished();
    }

    /** Forgets endpoints, events and deliveries. */
    public synchronized void reset() {
        endpoints.clear();
        events.clear();
        held.clear();
        disturbance = Disturbance.NONE;
        lastEndpoint = 0;
        lastMessage = 0;
        sender.reset();
    }

    @Override
    public void close() {
        sender.close();
    }
}
