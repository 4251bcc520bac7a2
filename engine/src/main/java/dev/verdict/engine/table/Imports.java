package dev.verdict.engine.table;

import dev.verdict.engine.link.PolicySet;
import dev.verdict.policy.model.Constants;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.Variables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents that the compiled form of a policy depends on. */
final class Imports {
    private final PolicySet set;
    private final List<Document> documents = new ArrayList<>();

    private Imports(PolicySet set) {
        this.set = set;
    }

    /** In the order of the imports; a document may occur more than once. */
    static List<Document> of(PolicySet set, Policy.WithRules policy) {
        Imports imports = new Imports(set);
        imports.blocks(policy.variables(), policy.constants());
        if (policy instanceof Policy.Resource resource) {
            for (Located<String> name : resource.importDerivedRoles()) {
                Document document = set.derivedRoles(name.value());
                imports.add(document);
                if (document != null && document.policy() instanceof Policy.DerivedRoles roles) {
                    imports.blocks(roles.variables(), roles.constants());
                }
            }
        }
        return List.copyOf(imports.documents);
    }

    private void blocks(Variables variables, Constants constants) {
        variables.imports().forEach(name -> add(set.exportedVariables(name.value())));
        constants.imports().forEach(name -> add(set.exportedConstants(name.value())));
    }

    private void add(@Nullable Document document) {
        if (document != null) {
            documents.add(document);
        }
    }
}
