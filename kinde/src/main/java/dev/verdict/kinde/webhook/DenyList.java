package dev.verdict.kinde.webhook;

import dev.verdict.kinde.identity.Identity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users and organizations whose tokens must not be accepted although they are valid, because they were suspended or deleted
 * after the tokens were issued. Of two events about one of them the newer counts, whichever comes first. Kept in memory
 * only: after a restart the list is empty. Thread-safe; looking up takes no lock.
 */
public final class DenyList {
    private static final Logger LOG = LoggerFactory.getLogger(DenyList.class);
    private static final int MAX_ENTRIES = 100_000;

    private final Map<Subject, State> states = new ConcurrentHashMap<>();

    // The order of the last changes, oldest first, to know whom to forget. INVARIANT: only touched while locked, and
    // has the
    // same keys as the map above.
    private final LinkedHashMap<Subject, Boolean> denials = new LinkedHashMap<>();
    private final LinkedHashMap<Subject, Boolean> reinstatements = new LinkedHashMap<>();

    private final int maxEntries;

    private enum Kind {
        USER,
        ORGANIZATION
    }

    private record Subject(Kind kind, String id) {}

    /** Reinstatements are kept too, so that a late event cannot undo them. */
    private record State(@Nullable String reason, Instant at) {}

    public DenyList() {
        this(MAX_ENTRIES);
    }

    /** A list that holds {@code maxEntries} and then forgets reinstatements first, and the oldest. */
    DenyList(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    /** Why {@code identity} must be refused, or null when nothing is known against it. */
    public @Nullable String denied(Identity identity) {
        State user = states.get(new Subject(Kind.USER, identity.id()));
        if (user != null && user.reason() != null) {
            return user.reason();
        }
        State organization = identity.organization().isPresent()
                ? states.get(
                        new Subject(Kind.ORGANIZATION, identity.organization().code()))
                : null;
        return organization == null ? null : organization.reason();
    }

    /**
     * Denies a user.
     *
     * @param at when the event happened
     * @return whether nothing newer was known
     */
    public boolean denyUser(String id, Instant at, String reason) {
        return set(new Subject(Kind.USER, id), new State(reason, at));
    }

    /** Takes a user off the list; see {@link #denyUser}. */
    public boolean reinstateUser(String id, Instant at) {
        return set(new Subject(Kind.USER, id), new State(null, at));
    }

    /** Denies all members of an organization while they act for it; see {@link #denyUser}. */
    public boolean denyOrganization(String code, Instant at, String reason) {
        return set(new Subject(Kind.ORGANIZATION, code), new State(reason, at));
    }

    /** Takes an organization off the list; see {@link #denyUser}. */
    public boolean reinstateOrganization(String code, Instant at) {
        return set(new Subject(Kind.ORGANIZATION, code), new State(null, at));
    }

    private synchronized boolean set(Subject subject, State state) {
        State before = states.get(subject);
        // Of events at one instant the one that denies counts.
        boolean outdated = before != null
                && (state.at().isBefore(before.at())
                        || (state.at().equals(before.at()) && state.reason() == null && before.reason() != null));
        if (outdated) {
            return false;
        }
        denials.remove(subject);
        reinstatements.remove(subject);
        (state.reason() == null ? reinstatements : denials).put(subject, true);
        states.put(subject, state);
        if (states.size() > maxEntries) {
            forgetOne();
        }
        return true;
    }

    private void forgetOne() {
        if (reinstatements.isEmpty()) {
            LOG.error("The deny list is full, the oldest of {} denials is forgotten", maxEntries);
        }
        LinkedHashMap<Subject, Boolean> from = reinstatements.isEmpty() ? denials : reinstatements;
        Subject oldest = from.keySet().iterator().next();
        from.remove(oldest);
        states.remove(oldest);
    }
}
