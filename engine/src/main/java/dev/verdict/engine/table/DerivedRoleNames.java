package dev.verdict.engine.table;

import dev.verdict.engine.link.PolicySet;
import dev.verdict.policy.diagnostic.Suggestion;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.RoleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks up derived roles by name in the sets that one resource policy imports. */
final class DerivedRoleNames {
    /** What a name stands for. */
    sealed interface Lookup {}

    record Found(CompiledDerivedRoles set) implements Lookup {}

    record Unknown(@Nullable String help) implements Lookup {}

    record Ambiguous(String places) implements Lookup {}

    private record Definition(Document document, RoleDefinition role) {}

    private final DerivedRoleCompiler compiler;
    private final Map<String, List<Definition>> definitions = new LinkedHashMap<>();
    private final Map<String, CompiledDerivedRole> referenced = new TreeMap<>();
    private boolean incomplete;

    DerivedRoleNames(PolicySet set, DerivedRoleCompiler compiler, List<Located<String>> imports) {
        this.compiler = compiler;
        for (Located<String> name : imports) {
            Document document = set.derivedRoles(name.value());
            incomplete |= document == null;
            if (document != null && document.policy() instanceof Policy.DerivedRoles roles) {
                for (RoleDefinition role : roles.definitions()) {
                    definitions
                            .computeIfAbsent(role.name().value(), key -> new ArrayList<>())
                            .add(new Definition(document, role));
                }
            }
        }
    }

    /** Whether an imported set is missing or has errors that were reported elsewhere. */
    boolean areIncomplete() {
        return incomplete;
    }

    Lookup find(String name) {
        List<Definition> found = definitions.getOrDefault(name, List.of());
        if (found.isEmpty()) {
            return new Unknown(Suggestion.didYouMean(name, definitions.keySet()));
        }
        if (found.size() > 1) {
            StringBuilder places = new StringBuilder();
            found.forEach(definition -> places.append(places.isEmpty() ? "" : ", ")
                    .append(definition.role.name().span()));
            return new Ambiguous(places.toString());
        }
        CompiledDerivedRoles compiled = compiler.compile(found.get(0).document);
        CompiledDerivedRole role = compiled.roles().get(name);
        if (role != null) {
            referenced.put(name, role);
        }
        return new Found(compiled);
    }

    /** A role that was found, in a policy without errors. */
    CompiledDerivedRole get(String name) {
        return Objects.requireNonNull(referenced.get(name));
    }

    /** Those that were found, sorted by name. */
    List<CompiledDerivedRole> referenced() {
        return List.copyOf(referenced.values());
    }
}
