package dev.verdict.engine.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one scope holds for a kind of resource, linked to the same of the scopes above it. Linked once when the table is made,
 * so that a decision looks nothing up on its way to the root.
 *
 * @param version all that is in the scope, for its role policies
 * @param policy the policy for the kind, or null when only role policies may matter in the scope
 * @param above the next scope on the way to the root that holds anything, or null
 */
public record Layer(
        ScopeEntry.Version version,
        @Nullable ResourceTable policy,
        @Nullable Layer above) {

    /** The layer of the most specific of {@code scopes}, which are linked to each other, that holds anything; or null. */
    public static @Nullable Layer of(List<ScopeEntry> scopes, String version, String sanitisedKind) {
        for (int i = 0; i < scopes.size(); i++) {
            ScopeEntry.Version held = scopes.get(i).version(version);
            if (held != null) {
                return held.layer(sanitisedKind);
            }
        }
        return null;
    }

    public ScopeEntry scope() {
        return version.scope();
    }
}
