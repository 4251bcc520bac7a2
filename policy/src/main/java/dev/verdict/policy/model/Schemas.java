package dev.verdict.policy.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attribute schemas; only those of a chain's root-scope policy have an effect. */
public record Schemas(
        @Nullable Reference principal, @Nullable Reference resource) {
    public static final Schemas NONE = new Schemas(null, null);

    /**
     * Where a schema is and when it does not count.
     *
     * @param ref URL of the schema, for example {@code cerbos:///person.json}
     * @param ignoreActions globs, always active; the schema is skipped when they cover all requested actions
     */
    public record Reference(Located<String> ref, List<String> ignoreActions) {
        public Reference {
            ignoreActions = List.copyOf(ignoreActions);
        }
    }
}
