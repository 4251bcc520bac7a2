package dev.verdict.engine.check;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.decision.ValidationError;
import dev.verdict.engine.table.Layer;
import dev.verdict.engine.table.RuleTable;
import dev.verdict.engine.table.ScopeEntry;
import dev.verdict.expr.run.BudgetExceeded;
import dev.verdict.expr.run.Frame;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides by one rule table. Immutable and thread-safe. */
public final class Checker {
    private final RuleTable table;
    private final CheckSettings settings;
    private final ScopeSearch scopes;
    private final SchemaCheck schemas;

    /** A checker that is as good as {@code table}: a new table needs a new one. */
    public Checker(RuleTable table, CheckSettings settings) {
        this.table = table;
        this.settings = settings;
        this.scopes = new ScopeSearch(table, settings.defaultScope(), settings.lenientScopeSearch());
        this.schemas = new SchemaCheck(table, settings.schemaEnforcement());
    }

    public RuleTable table() {
        return table;
    }

    /**
     * Decides all entries of {@code request}.
     *
     * @param frame fresh; only used by this call
     * @param trail takes the policies that are consulted, or null if nobody wants to know
     */
    public CheckResult check(CheckRequest request, long revision, Frame frame, @Nullable Trail trail) {
        List<CheckRequest.Entry> entries = request.entries();
        if (entries.isEmpty()) {
            return new CheckResult(request.requestId(), List.of(), revision, false);
        }
        Principal principal = request.principal();
        frame.request(principal, request.auxData());
        Decision decision = new Decision(request, frame, settings.strictEvaluation(), trail);
        if (entries.size() == 1) {
            ResourceResult only = decide(decision, principal, entries.get(0), frame);
            return new CheckResult(
                    request.requestId(),
                    List.of(only),
                    revision,
                    decision.conditions().budgetExceeded());
        }
        ResourceResult[] results = new ResourceResult[entries.size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = decide(decision, principal, entries.get(i), frame);
        }
        return new CheckResult(
                request.requestId(),
                List.of(results),
                revision,
                decision.conditions().budgetExceeded());
    }

    private ResourceResult decide(Decision decision, Principal principal, CheckRequest.Entry entry, Frame frame) {
        frame.resource(entry.resource());
        frame.startDecision();
        Question question = question(principal, entry);
        decision.begin(question);
        if (question.resourceScopes().isEmpty() && question.principalScopes() == null) {
            return decision.result(denyAll(entry.actions(), ActionResult.NO_MATCH), List.of());
        }
        List<ValidationError> misfits = schemas.validate(principal, question);
        if (!misfits.isEmpty() && settings.schemaEnforcement() == SchemaEnforcement.REJECT) {
            return decision.result(denyAll(entry.actions(), question.resourceKey()), misfits);
        }
        return decision.result(decideActions(decision, question), misfits);
    }

    private Question question(Principal principal, CheckRequest.Entry entry) {
        Resource resource = entry.resource();
        String scope = effectiveScope(resource.scope());
        String version = effectiveVersion(resource.policyVersion());
        String kind = table.sanitisedKind(resource.kind());
        ScopeEntry own = scopes.entry(scope);
        List<ScopeEntry> resourceScopes = scopes.resourceScopes(own, scope);
        return new Question(
                entry,
                kind,
                version,
                resourceScopes,
                Layer.of(resourceScopes, version, kind),
                principalScopes(principal),
                own);
    }

    private @Nullable PrincipalScopes principalScopes(Principal principal) {
        List<ScopeEntry> entries = scopes.principalScopes(effectiveScope(principal.scope()));
        return entries.isEmpty() ? null : new PrincipalScopes(entries, effectiveVersion(principal.policyVersion()));
    }

    private String effectiveScope(String scope) {
        if (scope.isEmpty()) {
            return settings.defaultScope();
        }
        return scope.equals(".") ? "" : scope;
    }

    private String effectiveVersion(String version) {
        return version.isEmpty() ? settings.defaultPolicyVersion() : version;
    }

    private static ActionResult[] decideActions(Decision decision, Question question) {
        List<String> actions = question.entry().actions();
        boolean resourcePolicies = question.resourcePoliciesExist();
        if (!resourcePolicies && !question.principalPoliciesExist()) {
            return denyAll(actions, ActionResult.NO_MATCH);
        }
        String resourceKey = resourcePolicies ? question.resourceKey() : ActionResult.NO_MATCH;
        ActionResult[] results = new ActionResult[actions.size()];
        int decided = 0;
        try {
            for (; decided < results.length; decided++) {
                results[decided] = decide(decision, actions.get(decided), resourceKey);
            }
        } catch (BudgetExceeded exceeded) {
            // Nothing may turn a cost bomb into an ALLOW: what is not decided yet is denied.
            decision.conditions().cutOff(exceeded);
            for (; decided < results.length; decided++) {
                results[decided] = new ActionResult(actions.get(decided), Effect.DENY, resourceKey, "");
            }
        }
        return results;
    }

    private static ActionResult decide(Decision decision, String action, String resourceKey) {
        PrincipalScopes principalScopes = decision.question().principalScopes();
        if (principalScopes != null) {
            Finding byPrincipal = PrincipalFamily.decide(decision, principalScopes, action);
            if (byPrincipal.ruling() != Ruling.NO_MATCH) {
                return byPrincipal.toResult(action);
            }
        }
        return ResourceFamily.decide(decision, action, resourceKey).toResult(action);
    }

    private static ActionResult[] denyAll(List<String> actions, String policy) {
        ActionResult[] results = new ActionResult[actions.size()];
        Arrays.setAll(results, i -> new ActionResult(actions.get(i), Effect.DENY, policy, ""));
        return results;
    }
}
