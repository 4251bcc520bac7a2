package dev.verdict.policy.diagnostic;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what an author most likely meant by a name that does not exist. */
public final class Suggestion {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_CANDIDATES = 2_000;

    private Suggestion() {}

    /**
     * The candidate that needs the fewest typing mistakes to become {@code given}: one for a short name, up to a third of
     * its length for a longer one; null when none is that close. Upper and lower case and {@code _ - .} do not count as
     * different. Looks at a bounded number of candidates.
     */
    public static @Nullable String nearest(String given, Collection<String> candidates) {
        if (given.isEmpty() || given.length() > MAX_LENGTH) {
            return null;
        }
        String plainGiven = plain(given);
        int best = Math.max(1, given.length() / 3) + 1;
        String nearest = null;
        int seen = 0;
        for (String candidate : candidates) {
            if (++seen > MAX_CANDIDATES) {
                break;
            }
            if (candidate.equals(given) || Math.abs(candidate.length() - given.length()) > best + 2) {
                continue;
            }
            int distance = distance(plainGiven, plain(candidate), best);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** {@code did you mean `x`?} for the {@link #nearest} candidate, or null. */
    public static @Nullable String didYouMean(String given, Collection<String> candidates) {
        String nearest = nearest(given, candidates);
        return nearest == null ? null : "did you mean `" + nearest + "`?";
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && c != '.') {
                plain.append(Character.toLowerCase(c));
            }
        }
        return plain.toString();
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one to the other, or {@code limit}. */
    private static int distance(String from, String to, int limit) {
        int[] beforePrevious = new int[to.length() + 1];
        int[] previous = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            int smallest = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                int cost = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    cost = Math.min(cost, beforePrevious[j - 2] + 1);
                }
                current[j] = cost;
                smallest = Math.min(smallest, cost);
            }
            if (smallest >= limit) {
                return limit;
            }
            int[] oldest = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = oldest;
        }
        return previous[to.length()];
    }
}
