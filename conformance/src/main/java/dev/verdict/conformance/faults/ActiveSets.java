package dev.verdict.conformance.faults;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which policy sets may answer, over time: one, or two between the moment that a change begins and the first answer that
 * shows it. Safe for use by several threads.
 */
final class ActiveSets {
    private final List<List<PolicySet>> epochs = new ArrayList<>();
    private PolicySet current;
    private @Nullable PolicySet next;
    private long switchedAt = System.nanoTime();

    ActiveSets(PolicySet first) {
        current = first;
        epochs.add(List.of(first));
    }

    /** The change that begins now makes the current set into this one; answers may show either until one shows the new. */
    synchronized void announce(PolicySet changed) {
        if (next != null) {
            throw new IllegalStateException("the previous change is not active yet");
        }
        next = changed;
        epochs.add(List.of(current, changed));
    }

    /** The set that is active or about to be. */
    synchronized PolicySet newest() {
        return next == null ? current : next;
    }

    /** True when no change is under way. */
    synchronized boolean isSettled() {
        return next == null;
    }

    /** When the last change was first seen in an answer, by {@link System#nanoTime()}. */
    synchronized long switchedAt() {
        return switchedAt;
    }

    /** To be called before a question is sent, for {@link #accepts}. */
    synchronized int mark() {
        return epochs.size() - 1;
    }

    /** True when one set that was active at some moment since the mark made the answer. */
    synchronized boolean accepts(int mark, Question question, List<Integer> versions) {
        boolean accepted = false;
        for (int i = mark; i < epochs.size() && !accepted; i++) {
            accepted = epochs.get(i).stream().anyMatch(set -> set.answers(question.kinds(), versions));
        }
        if (next != null && next.answers(question.kinds(), versions) && !current.answers(question.kinds(), versions)) {
            current = next;
            next = null;
            epochs.add(List.of(current));
            switchedAt = System.nanoTime();
        }
        return accepted;
    }
}
