package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import dev.verdict.policy.diagnostic.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled principal policy. */
public record PrincipalTable(
        String key, String principal, String version, String scope, CompiledUnit unit, List<Row> rows, Span span)
        implements PolicyTable {
    public PrincipalTable {
        rows = List.copyOf(rows);
    }

    /**
     * What is decided for one action on one resource.
     *
     * @param resource matched with the kind as sent and as sanitised
     * @param restriction as in {@link ResourceRow}
     */
    public record Row(
            boolean deny,
            boolean restriction,
            Glob resource,
            Glob action,
            @Nullable CompiledCondition condition,
            @Nullable CompiledOutput output,
            Span span) {}
}
