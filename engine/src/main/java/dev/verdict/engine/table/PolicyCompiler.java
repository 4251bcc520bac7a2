package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import dev.verdict.engine.link.PolicySet;
import dev.verdict.expr.CelCompiler;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.identity.PolicyKey;
import dev.verdict.policy.model.Located;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.PrincipalRule;
import dev.verdict.policy.model.ResourceRule;
import dev.verdict.policy.model.RoleRule;
import dev.verdict.policy.model.RuleEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles one policy of a linked set. */
final class PolicyCompiler {
    private final PolicySet set;
    private final CelCompiler cel;
    private final Map<String, @Nullable Object> globals;
    private final SchemaLoader schemas;
    private final DerivedRoleCompiler derivedRoles;

    PolicyCompiler(
            PolicySet set,
            CelCompiler cel,
            Map<String, @Nullable Object> globals,
            SchemaLoader schemas,
            DerivedRoleCompiler derivedRoles) {
        this.set = set;
        this.cel = cel;
        this.globals = globals;
        this.schemas = schemas;
        this.derivedRoles = derivedRoles;
    }

    /**
     * What became of one policy.
     *
     * @param table null if there are errors in the policy or in what it imports
     */
    record Result(@Nullable PolicyTable table, List<Diagnostic> diagnostics) {}

    /**
     * Compiles {@code policy}.
     *
     * @param requiresConsent whether an ALLOW of the policy's scope needs one from above
     */
    Result compile(Policy.WithRules policy, boolean requiresConsent) {
        Expressions expressions = new Expressions(cel);
        UnitCompiler unit = new UnitCompiler(set, expressions, globals, policy.variables(), policy.constants());
        PolicyTable table = switch (policy) {
            case Policy.Resource p -> resource(p, unit, expressions, requiresConsent);
            case Policy.Principal p -> principal(p, unit, expressions, requiresConsent);
            case Policy.Role p -> role(p, unit, expressions);
        };
        return new Result(table, expressions.diagnostics());
    }

    private @Nullable PolicyTable resource(
            Policy.Resource policy, UnitCompiler unit, Expressions expressions, boolean requiresConsent) {
        for (ResourceRule rule : policy.rules()) {
            unit.note(rule.condition());
            unit.note(rule.output());
        }
        ImportedRoles imported = new ImportedRoles(set, derivedRoles, expressions, policy.importDerivedRoles());
        policy.rules().forEach(imported::resolve);
        CompiledSchemas compiledSchemas = schemas.load(policy.schemas(), expressions);
        if (!expressions.areUsable()) {
            return null;
        }
        unit.open();
        String key = PolicySet.keyOf(policy);
        List<ResourceRow> rows = new ArrayList<>(policy.rules().size());
        for (ResourceRule rule : policy.rules()) {
            boolean restriction = restricts(rule.effect(), rule.condition() != null, requiresConsent);
            rows.add(new ResourceRow(
                    restriction || rule.effect() == RuleEffect.DENY,
                    restriction,
                    unit.rulePatterns(rule.actions()),
                    unit.rulePatterns(rule.roles()),
                    imported.of(rule),
                    unit.condition(rule.condition()),
                    unit.output(key, rule.name(), rule.output()),
                    rule.span()));
        }
        return new ResourceTable(
                key,
                PolicyKey.sanitise(policy.kind().value()),
                policy.version(),
                policy.scope(),
                unit.compiled(),
                new ActionIndex<>(rows),
                new RolePatterns(rows),
                imported.referenced(),
                unit.readsDerivedRoles(),
                compiledSchemas,
                policy.span());
    }

    /** A conditional ALLOW that needs consent from above does nothing but deny where its condition does not hold. */
    private static boolean restricts(RuleEffect effect, boolean conditional, boolean requiresConsent) {
        return requiresConsent && conditional && effect == RuleEffect.ALLOW;
    }

    private @Nullable PolicyTable principal(
            Policy.Principal policy, UnitCompiler unit, Expressions expressions, boolean requiresConsent) {
        for (PrincipalRule rule : policy.rules()) {
            for (PrincipalRule.Action action : rule.actions()) {
                unit.note(action.condition());
                unit.note(action.output());
            }
        }
        if (!expressions.areUsable()) {
            return null;
        }
        unit.open();
        String key = PolicySet.keyOf(policy);
        List<PrincipalTable.Row> rows = new ArrayList<>();
        for (PrincipalRule rule : policy.rules()) {
            Glob resource = kindPattern(unit, rule.resource());
            for (PrincipalRule.Action action : rule.actions()) {
                boolean restriction = restricts(action.effect(), action.condition() != null, requiresConsent);
                rows.add(new PrincipalTable.Row(
                        restriction || action.effect() == RuleEffect.DENY,
                        restriction,
                        resource,
                        unit.rulePattern(action.action()),
                        unit.condition(action.condition()),
                        unit.output(key, action.name(), action.output()),
                        action.span()));
            }
        }
        return new PrincipalTable(
                key,
                policy.principal().value(),
                policy.version(),
                policy.scope(),
                unit.compiled(),
                rows,
                policy.span());
    }

    private @Nullable PolicyTable role(Policy.Role policy, UnitCompiler unit, Expressions expressions) {
        for (RoleRule rule : policy.rules()) {
            unit.note(rule.condition());
            unit.note(rule.output());
        }
        if (!expressions.areUsable()) {
            return null;
        }
        unit.open();
        String key = PolicySet.keyOf(policy);
        List<RoleTable.Row> rows = new ArrayList<>(policy.rules().size());
        for (RoleRule rule : policy.rules()) {
            rows.add(new RoleTable.Row(
                    kindPattern(unit, rule.resource()),
                    unit.patterns(rule.allowActions()),
                    unit.condition(rule.condition()),
                    unit.output(key, rule.name(), rule.output()),
                    rule.span()));
        }
        List<String> parents = new ArrayList<>();
        policy.parentRoles().forEach(parent -> parents.add(parent.value()));
        return new RoleTable(
                key,
                policy.role().value(),
                policy.version(),
                policy.scope(),
                parents,
                unit.compiled(),
                rows,
                policy.span());
    }

    /** Patterns are matched with the kind as sent and as sanitised, so a literal is sanitised like a kind. */
    private static Glob kindPattern(UnitCompiler unit, Located<String> resource) {
        Glob pattern = unit.rulePattern(resource);
        return pattern.isLiteral() ? Glob.literal(PolicyKey.sanitise(pattern.pattern())) : pattern;
    }

    /** The derived roles that a resource policy can name, and those that it does name. */
    private static final class ImportedRoles {
        private final Expressions expressions;
        private final DerivedRoleNames names;

        private ImportedRoles(
                PolicySet set, DerivedRoleCompiler compiler, Expressions expressions, List<Located<String>> imports) {
            this.expressions = expressions;
            this.names = new DerivedRoleNames(set, compiler, imports);
            if (names.areIncomplete()) {
                expressions.lack();
            }
        }

        private void resolve(ResourceRule rule) {
            for (Located<String> name : rule.derivedRoles()) {
                switch (names.find(name.value())) {
                    case DerivedRoleNames.Found found -> add(found.set());
                    case DerivedRoleNames.Unknown unknown -> {
                        if (!names.areIncomplete()) {
                            expressions.error(
                                    Code.UNKNOWN_DERIVED_ROLE,
                                    name.span(),
                                    "derived role `" + name.value() + "` is not defined in any imported set",
                                    unknown.help());
                        }
                    }
                    case DerivedRoleNames.Ambiguous ambiguous ->
                        expressions.error(
                                Code.AMBIGUOUS_DERIVED_ROLE,
                                name.span(),
                                "derived role `" + name.value() + "` is defined in more than one imported set: "
                                        + ambiguous.places());
                }
            }
        }

        private void add(CompiledDerivedRoles set) {
            set.diagnostics().forEach(expressions::add);
            if (!set.usable()) {
                expressions.lack();
            }
        }

        private List<CompiledDerivedRole> of(ResourceRule rule) {
            List<CompiledDerivedRole> roles =
                    new ArrayList<>(rule.derivedRoles().size());
            rule.derivedRoles().forEach(name -> roles.add(names.get(name.value())));
            return roles;
        }

        private List<CompiledDerivedRole> referenced() {
            return names.referenced();
        }
    }
}
