package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import dev.verdict.engine.schema.SchemaSet;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.model.Schemas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the schemas that policies refer to. */
final class SchemaLoader {
    private final @Nullable SchemaSet schemas;

    /**
     * A loader from {@code schemas}.
     *
     * @param schemas null when schemas are not enforced: references are then not even looked up
     */
    SchemaLoader(@Nullable SchemaSet schemas) {
        this.schemas = schemas;
    }

    CompiledSchemas load(Schemas references, Expressions expressions) {
        if (schemas == null) {
            return CompiledSchemas.NONE;
        }
        return new CompiledSchemas(
                guard(schemas, references.principal(), expressions),
                guard(schemas, references.resource(), expressions));
    }

    private static CompiledSchemas.@Nullable Guard guard(
            SchemaSet schemas, Schemas.@Nullable Reference reference, Expressions expressions) {
        if (reference == null) {
            return null;
        }
        String ref = reference.ref().value();
        SchemaSet.Resolution resolution = schemas.resolve(ref);
        if (resolution instanceof SchemaSet.Failed failed) {
            expressions.warning(
                    Code.INVALID_SCHEMA,
                    reference.ref().span(),
                    "schema `" + ref + "` cannot be used, so that no attributes are valid: " + failed.message());
        }
        List<Glob> ignored = new ArrayList<>();
        reference.ignoreActions().forEach(action -> ignored.add(Glob.always(action)));
        return new CompiledSchemas.Guard(ref, resolution, ignored);
    }
}
