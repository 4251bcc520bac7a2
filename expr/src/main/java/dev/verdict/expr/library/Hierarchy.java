package dev.verdict.expr.library;

import dev.verdict.expr.value.Typed;
import java.util.Arrays;
import java.util.List;

/** A path of levels, the root first, such as the departments of a company. Immutable. */
final class Hierarchy implements Typed {
    static final String TYPE = "cerbos.lib.hierarchy";

    private final String[] levels;

    private Hierarchy(String[] levels) {
        this.levels = levels;
    }

    static Hierarchy of(List<String> levels) {
        return new Hierarchy(levels.toArray(String[]::new));
    }

    int size() {
        return levels.length;
    }

    String level(int index) {
        return levels[index];
    }

    /** Whether this is the other one's strict prefix. */
    boolean isAncestorOf(Hierarchy other) {
        return levels.length < other.levels.length && common(other) == levels.length;
    }

    boolean isImmediateParentOf(Hierarchy other) {
        return levels.length + 1 == other.levels.length && common(other) == levels.length;
    }

    /** Whether only the last levels differ, if any; so a hierarchy is its own sibling. */
    boolean isSiblingOf(Hierarchy other) {
        return levels.length == other.levels.length && common(other) >= levels.length - 1;
    }

    /** Whether one is a prefix of the other. */
    boolean overlaps(Hierarchy other) {
        return common(other) == Math.min(levels.length, other.levels.length);
    }

    /** What both have in common; of two with the same length, the last level does not count. */
    Hierarchy commonAncestors(Hierarchy other) {
        int most = levels.length == other.levels.length ? Math.max(levels.length - 1, 0) : levels.length;
        return new Hierarchy(Arrays.copyOf(levels, Math.min(common(other), most)));
    }

    private int common(Hierarchy other) {
        int mismatch = Arrays.mismatch(levels, other.levels);
        return mismatch < 0 ? levels.length : mismatch;
    }

    @Override
    public String typeName() {
        return TYPE;
    }

    @Override
    public String hostTypeName() {
        return "types.Hierarchy";
    }

    @Override
    public boolean hasPositions() {
        return true;
    }

    @Override
    public String jsonProblem() {
        return "unsupported native conversion from hierarchy to '*structpb.Value'";
    }

    @Override
    public boolean comparesWith(Object other) {
        return other instanceof Hierarchy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hierarchy that && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels);
    }

    @Override
    public String toString() {
        return String.join(".", levels);
    }
}
