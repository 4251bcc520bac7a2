package dev.verdict.kinde.emulator.oidc;

import dev.verdict.kinde.emulator.state.Counter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Requests that wait until a person has chosen. Safe for use by several threads; the oldest go first. */
final class PendingRequests {
    private static final int MAX_ENTRIES = 1_000;

    /**
     * A request that waits.
     *
     * @param sessionId the session of the person, or empty while nobody has signed in
     */
    record Pending(SignInRequest request, String sessionId) {}

    private final Counter counter;
    private final Map<String, Pending> waiting = new LinkedHashMap<>();

    PendingRequests(Counter counter) {
        this.counter = counter;
    }

    synchronized String add(SignInRequest request, String sessionId) {
        String id = counter.id("request_");
        waiting.put(id, new Pending(request, sessionId));
        if (waiting.size() > MAX_ENTRIES) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        return id;
    }

    synchronized Optional<Pending> take(String id) {
        return Optional.ofNullable(waiting.remove(id));
    }
}
