package dev.verdict.server.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The name that somebody probably meant. */
final class Suggestion {
    private static final int MAX_NAMES = 5;

    private Suggestion() {}

    /** "did you mean …", or the first few names that are allowed; null when there are none. */
    static @Nullable String among(List<String> names, String given) {
        String closest = null;
        int smallest = Math.max(2, given.length() / 3) + 1;
        for (String name : names) {
            int distance = distance(name.toLowerCase(Locale.ROOT), given.toLowerCase(Locale.ROOT));
            if (distance < smallest) {
                smallest = distance;
                closest = name;
            }
        }
        if (closest != null) {
            return "did you mean `" + closest + "`?";
        }
        if (names.isEmpty()) {
            return null;
        }
        String some = String.join("`, `", names.subList(0, Math.min(MAX_NAMES, names.size())));
        int more = names.size() - MAX_NAMES;
        return "allowed are `" + some + "`" + (more > 0 ? " and " + more + " more" : "");
    }

    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 8) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
