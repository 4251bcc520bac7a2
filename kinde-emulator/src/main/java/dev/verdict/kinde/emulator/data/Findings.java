package dev.verdict.kinde.emulator.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** What is wrong with a data file, each finding with its place. */
final class Findings {
    private static final int MAX_SHOWN = 50;

    private record Finding(int line, int column, String message) {}

    private final String label;
    private final List<Finding> all = new ArrayList<>();

    Findings(String label) {
        this.label = label;
    }

    void add(Node node, String message) {
        Mark mark = node.getStartMark().orElse(null);
        add(mark == null ? 0 : mark.getLine(), mark == null ? 0 : mark.getColumn(), message);
    }

    /** Both counted from zero. */
    void add(int line, int column, String message) {
        all.add(new Finding(line, column, message));
    }

    void throwIfAny() {
        if (all.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(all.stream()
                .sorted(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column))
                .limit(MAX_SHOWN)
                .map(finding ->
                        label + ":" + (finding.line() + 1) + ":" + (finding.column() + 1) + ": " + finding.message())
                .toList());
        if (all.size() > MAX_SHOWN) {
            lines.add("and " + (all.size() - MAX_SHOWN) + " more");
        }
        throw new DataSetException(lines);
    }
}
