package dev.verdict.kinde.emulator.state;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Who is signed in with which browser. Safe for use by several threads; the oldest sessions go first. */
public final class Sessions {
    /**
     * A session.
     *
     * @param orgCode organization of the last sign-in, or empty
     */
    public record Session(String id, String userId, String orgCode, Instant signedInAt) {}

    private final Counter counter;
    private final Map<String, Session> sessions = Grants.bounded();

    Sessions(Counter counter) {
        this.counter = counter;
    }

    /** A new session. */
    public synchronized Session begin(String userId, String orgCode, Instant now) {
        var session = new Session(counter.id("session_"), userId, orgCode, now);
        sessions.put(session.id(), session);
        return session;
    }

    /** The session with an id. */
    public synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** Notes the organization that the person switched to. */
    public synchronized Session switchTo(Session session, String orgCode) {
        var switched = new Session(session.id(), session.userId(), orgCode, session.signedInAt());
        sessions.put(session.id(), switched);
        return switched;
    }

    /** Ends a session; does nothing when there is none. */
    public synchronized void end(String id) {
        sessions.remove(id);
    }

    /** Ends all sessions of a person. */
    public synchronized void endAll(String userId) {
        sessions.values().removeIf(session -> session.userId().equals(userId));
    }
}
