package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of a policy that apply to an action, in the order of the file. Looks up actions that some rule names; for
 * others only the rows with patterns are tried.
 */
public final class ActionIndex<R extends ActionRow> {
    /**
     * A row that applies.
     *
     * @param patterns how many of its patterns match, at least 1: a rule counts once for each
     */
    public record Match<R>(R row, int patterns) {}

    private final List<R> rows;
    private final List<R> withPatterns;
    private final Map<String, List<Match<R>>> byName = new HashMap<>();

    /** The answer for actions that no rule names, when it is the same for all of them. */
    private final @Nullable List<Match<R>> others;

    ActionIndex(List<R> rows) {
        this.rows = List.copyOf(rows);
        List<R> patterned = new ArrayList<>();
        boolean onlyAnything = true;
        for (R row : this.rows) {
            boolean literal = true;
            for (Glob action : row.actions()) {
                if (!action.isLiteral()) {
                    literal = false;
                    onlyAnything &= action.pattern().equals("*");
                }
            }
            if (!literal) {
                patterned.add(row);
            }
        }
        withPatterns = List.copyOf(patterned);
        for (R row : this.rows) {
            for (Glob action : row.actions()) {
                if (action.isLiteral()) {
                    byName.computeIfAbsent(action.pattern(), this::scan);
                }
            }
        }
        others = onlyAnything ? match(withPatterns, "") : null;
    }

    /** The rows that apply to {@code action}. */
    public List<Match<R>> candidates(String action) {
        List<Match<R>> named = byName.get(action);
        if (named != null) {
            return named;
        }
        return others != null ? others : match(withPatterns, action);
    }

    /** The same as {@link #candidates} by trying every row: what the index is proven against. */
    public List<Match<R>> scan(String action) {
        return match(rows, action);
    }

    /** All rows in the order of the file. */
    public List<R> rows() {
        return rows;
    }

    private static <R extends ActionRow> List<Match<R>> match(List<R> rows, String action) {
        List<Match<R>> matches = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            R row = rows.get(i);
            int patterns = 0;
            for (int j = 0; j < row.actions().size(); j++) {
                if (row.actions().get(j).matches(action)) {
                    patterns++;
                }
            }
            if (patterns > 0) {
                matches.add(new Match<>(row, patterns));
            }
        }
        return List.copyOf(matches);
    }
}
