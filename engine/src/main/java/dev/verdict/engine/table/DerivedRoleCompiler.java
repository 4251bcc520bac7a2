package dev.verdict.engine.table;

import dev.verdict.engine.link.PolicySet;
import dev.verdict.expr.CelCompiler;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.RoleDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles each set of derived roles once for all policies that import it. Not for use by several threads. */
final class DerivedRoleCompiler {
    private final PolicySet set;
    private final CelCompiler cel;
    private final Map<String, @Nullable Object> globals;
    private final IdentityHashMap<Document, CompiledDerivedRoles> compiled = new IdentityHashMap<>();

    DerivedRoleCompiler(PolicySet set, CelCompiler cel, Map<String, @Nullable Object> globals) {
        this.set = set;
        this.cel = cel;
        this.globals = globals;
    }

    CompiledDerivedRoles compile(Document document) {
        CompiledDerivedRoles known = compiled.get(document);
        if (known == null) {
            known = compileNow((Policy.DerivedRoles) document.policy());
            compiled.put(document, known);
        }
        return known;
    }

    private CompiledDerivedRoles compileNow(Policy.DerivedRoles policy) {
        Expressions expressions = new Expressions(cel);
        UnitCompiler unit = new UnitCompiler(set, expressions, globals, policy.variables(), policy.constants());
        policy.definitions().forEach(definition -> unit.note(definition.condition()));
        if (!expressions.areUsable()) {
            return new CompiledDerivedRoles(Map.of(), false, expressions.diagnostics());
        }
        unit.open();
        IdentityHashMap<RoleDefinition, CompiledCondition> conditions = new IdentityHashMap<>();
        for (RoleDefinition definition : policy.definitions()) {
            CompiledCondition condition = unit.condition(definition.condition());
            if (condition != null) {
                conditions.put(definition, condition);
            }
        }
        CompiledUnit shared = unit.compiled();
        Map<String, CompiledDerivedRole> roles = new HashMap<>();
        for (RoleDefinition definition : policy.definitions()) {
            Set<String> exact = new HashSet<>();
            for (Located<String> parent : definition.parentRoles()) {
                exact.add(parent.value());
            }
            String name = definition.name().value();
            roles.put(
                    name,
                    new CompiledDerivedRole(
                            name,
                            unit.rulePatterns(definition.parentRoles()),
                            exact,
                            shared,
                            conditions.get(definition)));
        }
        return new CompiledDerivedRoles(roles, true, expressions.diagnostics());
    }
}
