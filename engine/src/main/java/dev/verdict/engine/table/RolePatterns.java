package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the rules of a resource policy say about roles: two roles of which it says the same get the same from it. Immutable. */
public final class RolePatterns {
    private final Set<String> names = new HashSet<>();
    private final List<Glob> globs = new ArrayList<>();
    private final boolean outputs;

    RolePatterns(List<ResourceRow> rows) {
        Set<String> known = new HashSet<>();
        boolean anyOutput = false;
        for (ResourceRow row : rows) {
            row.roles().forEach(pattern -> add(pattern, known));
            row.derivedRoles().forEach(derived -> derived.parentRoles().forEach(pattern -> add(pattern, known)));
            anyOutput |= row.output() != null;
        }
        outputs = anyOutput;
    }

    private void add(Glob pattern, Set<String> known) {
        if (pattern.isLiteral()) {
            names.add(pattern.pattern());
        } else if (known.add(pattern.pattern())) {
            globs.add(pattern);
        }
    }

    /** Whether a rule, or a derived role that a rule refers to, names {@code role} itself. */
    public boolean name(String role) {
        return names.contains(role);
    }

    /** Whether rules give outputs, which each role of the principal gives once more. */
    public boolean haveOutputs() {
        return outputs;
    }

    /**
     * Sets a bit for each pattern that {@code role} matches.
     *
     * @param offset of the first bit
     * @return the first bit that is free for others
     */
    public int mark(String role, BitSet matching, int offset) {
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).matches(role)) {
                matching.set(offset + i);
            }
        }
        return offset + globs.size();
    }
}
