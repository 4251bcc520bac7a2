package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import dev.verdict.engine.schema.SchemaSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attribute schemas of a resource policy; only those of the root scope have an effect. */
public record CompiledSchemas(
        @Nullable Guard principal, @Nullable Guard resource) {
    public static final CompiledSchemas NONE = new CompiledSchemas(null, null);

    /**
     * A schema and when it does not count.
     *
     * @param ref how the policy names the schema
     * @param schema what the name leads to
     * @param ignoreActions the schema is skipped when these cover all requested actions
     */
    public record Guard(String ref, SchemaSet.Resolution schema, List<Glob> ignoreActions) {
        public Guard {
            ignoreActions = List.copyOf(ignoreActions);
        }

        /** Whether every one of {@code actions} is covered. */
        public boolean ignores(List<String> actions) {
            if (ignoreActions.isEmpty()) {
                return false;
            }
            for (String action : actions) {
                if (ignoreActions.stream().noneMatch(glob -> glob.matches(action))) {
                    return false;
                }
            }
            return true;
        }
    }
}
