package dev.verdict.engine.check;

import dev.verdict.engine.table.PolicyTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The policies that a call consulted, for the audit trail. Belongs to one call and one thread. */
public final class Trail {
    private final Map<String, PolicyTable> consulted = new LinkedHashMap<>();

    void add(PolicyTable table) {
        consulted.putIfAbsent(table.key(), table);
    }

    /** In the order in which they were first consulted. */
    public Collection<PolicyTable> consulted() {
        return consulted.values();
    }
}
