package dev.verdict.engine.check;

import dev.verdict.engine.table.RuleTable;
import dev.verdict.engine.table.ScopeEntry;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The scopes in which rules are looked for. A scope counts as existing when a policy of <em>any</em> kind is in it (matches
 * reference, policy language 2.3).
 */
final class ScopeSearch {
    private final RuleTable table;
    private final String defaultScope;
    private final @Nullable ScopeEntry defaultEntry;
    private final boolean lenient;

    ScopeSearch(RuleTable table, String defaultScope, boolean lenient) {
        this.table = table;
        this.defaultScope = defaultScope;
        this.defaultEntry = table.scope(defaultScope);
        this.lenient = lenient;
    }

    /** What is in {@code scope} itself, or null. */
    @Nullable
    ScopeEntry entry(String scope) {
        return scope.equals(defaultScope) ? defaultEntry : table.scope(scope);
    }

    /**
     * Most specific first; empty when nothing applies.
     *
     * @param entry what is in {@code scope} itself, or null
     */
    List<ScopeEntry> resourceScopes(@Nullable ScopeEntry entry, String scope) {
        if (entry != null && (lenient || entry.hasResourcePolicies())) {
            return entry.resourceChain();
        }
        return lenient ? fromNearest(scope, ScopeEntry::hasResourcePolicies, ScopeEntry::resourceChain) : List.of();
    }

    /** Most specific first; empty when nothing applies. */
    List<ScopeEntry> principalScopes(String scope) {
        ScopeEntry entry = entry(scope);
        if (entry != null && (lenient || entry.hasPrincipalPolicies())) {
            return entry.principalChain();
        }
        return lenient ? fromNearest(scope, ScopeEntry::hasPrincipalPolicies, ScopeEntry::principalChain) : List.of();
    }

    private List<ScopeEntry> fromNearest(
            String scope, Predicate<ScopeEntry> belongs, Function<ScopeEntry, List<ScopeEntry>> chain) {
        for (String above = parent(scope); above != null; above = parent(above)) {
            ScopeEntry entry = table.scope(above);
            if (entry != null && belongs.test(entry)) {
                return chain.apply(entry);
            }
        }
        return List.of();
    }

    private static @Nullable String parent(String scope) {
        return scope.isEmpty() ? null : scope.substring(0, Math.max(scope.lastIndexOf('.'), 0));
    }
}
