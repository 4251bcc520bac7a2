package dev.verdict.engine.check;

import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.ValidationError;
import dev.verdict.engine.schema.SchemaSet;
import dev.verdict.engine.schema.Violation;
import dev.verdict.engine.table.CompiledSchemas;
import dev.verdict.engine.table.ResourceTable;
import dev.verdict.engine.table.RuleTable;
import dev.verdict.engine.table.ScopeEntry;
import dev.verdict.expr.value.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates attributes with the schemas of the root-scope policy of the resource's kind. */
final class SchemaCheck {
    private final RuleTable table;
    private final SchemaEnforcement enforcement;

    SchemaCheck(RuleTable table, SchemaEnforcement enforcement) {
        this.table = table;
        this.enforcement = enforcement;
    }

    /** What does not fit, the principal's attributes first. */
    List<ValidationError> validate(Principal principal, Question question) {
        if (enforcement == SchemaEnforcement.NONE || question.resourceScopes().isEmpty()) {
            return List.of();
        }
        ScopeEntry root = table.scope("");
        ScopeEntry.Version version = root == null ? null : root.version(question.resourceVersion());
        ResourceTable policy = version == null ? null : version.resource(question.sanitisedKind());
        if (policy == null) {
            return List.of();
        }
        List<ValidationError> misfits = new ArrayList<>();
        List<String> actions = question.entry().actions();
        validate(policy.schemas().principal(), principal.attr(), actions, ValidationError.Source.PRINCIPAL, misfits);
        validate(
                policy.schemas().resource(),
                question.entry().resource().attr(),
                actions,
                ValidationError.Source.RESOURCE,
                misfits);
        return misfits;
    }

    private static void validate(
            CompiledSchemas.@Nullable Guard guard,
            Attributes attr,
            List<String> actions,
            ValidationError.Source source,
            List<ValidationError> misfits) {
        if (guard == null || guard.ignores(actions)) {
            return;
        }
        switch (guard.schema()) {
            case SchemaSet.Loaded loaded -> {
                for (Violation violation : loaded.schema().validate(attr)) {
                    misfits.add(new ValidationError(violation.path(), violation.message(), source));
                }
            }
            case SchemaSet.Failed failed -> {
                String kind = source == ValidationError.Source.PRINCIPAL ? "principal" : "resource";
                misfits.add(new ValidationError(
                        "", "Failed to load " + kind + " schema \"" + guard.ref() + "\": " + failed.message(), source));
            }
        }
    }
}
