package dev.verdict.engine.link;

import dev.verdict.engine.glob.Glob;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.identity.PolicyKey;
import dev.verdict.policy.model.Document;
import dev.verdict.policy.model.Policy;
import dev.verdict.policy.model.RoleRule;
import dev.verdict.policy.model.ScopePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every scope between a resource or principal policy and the root needs a policy of the same name and version, and all
 * resource and principal policies of a scope must agree on the scope's permissions.
 */
final class ScopeChains {
    private record ScopeVersion(String scope, String version) {}

    private final PolicySet set;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<ScopeVersion, List<Policy.Role>> rolePolicies = new HashMap<>();
    private final Map<String, Document> permissionsOf = new HashMap<>();

    private ScopeChains(PolicySet set) {
        this.set = set;
    }

    /**
     * What is wrong with the scopes of {@code set}.
     *
     * @param unusable documents with errors, which fill gaps all the same
     */
    static List<Diagnostic> check(PolicySet set, List<Document> unusable) {
        ScopeChains chains = new ScopeChains(set);
        set.documents().forEach(chains::noteRolePolicy);
        unusable.forEach(chains::noteRolePolicy);
        for (Document document : set.documents()) {
            switch (document.policy()) {
                case Policy.Resource p -> {
                    chains.checkAncestors(
                            document, p, PolicyKey.sanitise(p.kind().value()));
                    chains.checkPermissions(document, p);
                }
                case Policy.Principal p -> {
                    chains.checkAncestors(document, p, "");
                    chains.checkPermissions(document, p);
                }
                case Policy ignored -> {}
            }
        }
        return chains.diagnostics;
    }

    private void noteRolePolicy(Document document) {
        if (document.policy() instanceof Policy.Role role) {
            rolePolicies
                    .computeIfAbsent(new ScopeVersion(role.scope(), role.version()), key -> new ArrayList<>())
                    .add(role);
        }
    }

    private void checkAncestors(Document document, Policy.WithRules policy, String kind) {
        for (String scope : PolicyKey.parents(policy.scope())) {
            String key = switch (policy) {
                case Policy.Resource p -> PolicyKey.resource(p.kind().value(), p.version(), scope);
                case Policy.Principal p -> PolicyKey.principal(p.principal().value(), p.version(), scope);
                case Policy.Role p -> PolicyKey.role(p.role().value(), p.version(), scope);
            };
            boolean filled = policy instanceof Policy.Resource && hasRoleRule(scope, policy.version(), kind);
            if (!set.isDefined(key) && !filled) {
                diagnostics.add(Diagnostic.error(
                                Code.MISSING_ANCESTOR,
                                document.span(),
                                "scoped policy `" + key + "` is not found but is required by `"
                                        + PolicySet.keyOf(policy) + "`")
                        .withHelp("add a policy for that scope; it may have no rules"));
            }
        }
    }

    private boolean hasRoleRule(String scope, String version, String kind) {
        for (Policy.Role role : rolePolicies.getOrDefault(new ScopeVersion(scope, version), List.of())) {
            for (RoleRule rule : role.rules()) {
                if (Glob.ofRule(rule.resource().value()).matches(kind)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void checkPermissions(Document document, Policy.WithRules policy) {
        Document first = permissionsOf.putIfAbsent(policy.scope(), document);
        if (first == null) {
            return;
        }
        ScopePermissions before =
                ((Policy.WithRules) first.policy()).scopePermissions().effective();
        ScopePermissions here = policy.scopePermissions().effective();
        if (before != here) {
            String scope = policy.scope().isEmpty() ? "the root scope" : "scope `" + policy.scope() + "`";
            diagnostics.add(Diagnostic.error(
                    Code.SCOPE_PERMISSIONS_CONFLICT,
                    document.span(),
                    "scope permissions of " + scope + " are " + here + " here but " + before + " in " + first.span()));
        }
    }
}
