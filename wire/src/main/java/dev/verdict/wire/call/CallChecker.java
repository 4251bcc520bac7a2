package dev.verdict.wire.call;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.PathStep;
import dev.verdict.wire.error.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns drafts into calls. First the rules of the messages, all of them, then the limits, as the reference does.
 * Immutable.
 *
 * <p>All methods throw {@link dev.verdict.wire.error.ApiException} for a draft that is not a valid call.
 */
public final class CallChecker {
    private static final Rule ONE_KIND_OF_JWT =
            Rule.ofMessage("AuxData.only_one_jwt_field", "Only one of the jwt or jwts fields must be set");

    private final CallLimits limits;

    public CallChecker(CallLimits limits) {
        this.limits = limits;
    }

    /** The call in a {@code CheckResourcesRequest}. */
    public CheckCall checkResources(Draft.Check draft) {
        Findings findings = new Findings();
        principal(findings, draft.principal, Fields.CHECK_PRINCIPAL);
        resources(findings, draft.resources, Fields.CHECK_RESOURCES);
        auxData(findings, draft.auxData, Fields.CHECK_AUX_DATA);
        annotations(findings, draft);
        findings.throwIfAny();
        return call(draft);
    }

    /**
     * The call in a {@code CheckResourcesRequest} that comes with a bearer token: it names no principal, but may have
     * attributes for the one that the token stands for.
     */
    public CheckCall checkResourcesOfBearer(Draft.Check draft) {
        if (draft.auxData != null) {
            throw ApiError.invalidArgument("auxData must not be set: the token is in the header Authorization")
                    .asException();
        }
        Draft.Principal principal = draft.principal == null ? new Draft.Principal() : draft.principal;
        boolean isNamed = !principal.id.isEmpty()
                || !principal.roles.isEmpty()
                || !principal.policyVersion.isEmpty()
                || !principal.scope.isEmpty();
        if (isNamed) {
            throw ApiError.invalidArgument("principal may only have attr: the rest comes from the token")
                    .asException();
        }
        draft.principal = principal;
        Findings findings = new Findings();
        findings.enter(Fields.CHECK_PRINCIPAL);
        findings.keys(principal.attr, Fields.PRINCIPAL_ATTR);
        findings.leave();
        resources(findings, draft.resources, Fields.CHECK_RESOURCES);
        annotations(findings, draft);
        findings.throwIfAny();
        return call(draft);
    }

    private static void annotations(Findings findings, Draft.Check draft) {
        if (draft.annotations != null && draft.annotations.containsKey("")) {
            findings.enter(Fields.CHECK_CONTEXT);
            findings.keys(draft.annotations, Fields.CONTEXT_ANNOTATIONS);
            findings.leave();
        }
    }

    /** The call in a {@code CheckResourceBatchRequest}. */
    public CheckCall checkResourceBatch(Draft.Check draft) {
        Findings findings = new Findings();
        principal(findings, draft.principal, Fields.BATCH_PRINCIPAL);
        resources(findings, draft.resources, Fields.BATCH_RESOURCES);
        auxData(findings, draft.auxData, Fields.BATCH_AUX_DATA);
        findings.throwIfAny();
        return call(draft);
    }

    /** The call in a {@code CheckResourceSetRequest}: one entry for each instance, in the order of the request. */
    public CheckCall checkResourceSet(Draft.CheckSet draft) {
        Findings findings = new Findings();
        findings.names(draft.actions, Fields.SET_ACTIONS);
        principal(findings, draft.principal, Fields.SET_PRINCIPAL);
        Draft.ResourceSet set = draft.resource;
        if (set == null) {
            findings.add(Rule.REQUIRED, Fields.SET_RESOURCE);
        } else {
            findings.enter(Fields.SET_RESOURCE);
            findings.required(set.kind, Fields.RESOURCE_KIND);
            findings.version(set.policyVersion, Fields.RESOURCE_VERSION);
            if (set.instances.isEmpty()) {
                findings.add(Rule.REQUIRED, Fields.SET_INSTANCES);
            }
            findings.scope(set.scope, Fields.SET_SCOPE);
            findings.leave();
        }
        auxData(findings, draft.auxData, Fields.SET_AUX_DATA);
        findings.throwIfAny();
        return call(draft, Objects.requireNonNull(set));
    }

    private static void principal(Findings findings, Draft.@Nullable Principal principal, PathStep step) {
        if (principal == null) {
            findings.add(Rule.REQUIRED, step);
            return;
        }
        findings.enter(step);
        findings.required(principal.id, Fields.PRINCIPAL_ID);
        findings.version(principal.policyVersion, Fields.PRINCIPAL_VERSION);
        findings.names(principal.roles, Fields.PRINCIPAL_ROLES);
        findings.keys(principal.attr, Fields.PRINCIPAL_ATTR);
        findings.scope(principal.scope, Fields.PRINCIPAL_SCOPE);
        findings.leave();
    }

    private static void resources(Findings findings, List<Draft.Entry> entries, PathStep step) {
        if (entries.isEmpty()) {
            findings.add(Rule.REQUIRED, step);
        }
        for (int i = 0; i < entries.size(); i++) {
            Draft.Entry entry = entries.get(i);
            findings.enter(step.at(i));
            findings.names(entry.actions, Fields.ENTRY_ACTIONS);
            resource(findings, entry.resource);
            findings.leave();
        }
    }

    private static void resource(Findings findings, Draft.@Nullable Resource resource) {
        if (resource == null) {
            findings.add(Rule.REQUIRED, Fields.ENTRY_RESOURCE);
            return;
        }
        findings.enter(Fields.ENTRY_RESOURCE);
        findings.required(resource.kind, Fields.RESOURCE_KIND);
        findings.version(resource.policyVersion, Fields.RESOURCE_VERSION);
        findings.required(resource.id, Fields.RESOURCE_ID);
        findings.keys(resource.attr, Fields.RESOURCE_ATTR);
        findings.scope(resource.scope, Fields.RESOURCE_SCOPE);
        findings.leave();
    }

    private static void auxData(Findings findings, Draft.@Nullable AuxData auxData, PathStep step) {
        if (auxData == null) {
            return;
        }
        findings.enter(step);
        if (auxData.jwt != null && !auxData.jwts.isEmpty()) {
            findings.add(ONE_KIND_OF_JWT);
        }
        if (auxData.jwt != null) {
            jwt(findings, auxData.jwt, Fields.AUX_JWT);
        }
        auxData.jwts.forEach((name, jwt) -> {
            findings.key(name, Fields.AUX_JWTS);
            jwt(findings, jwt, Fields.AUX_JWTS.at(name));
        });
        findings.leave();
    }

    private static void jwt(Findings findings, Draft.Jwt jwt, PathStep step) {
        findings.enter(step);
        findings.required(jwt.token, Fields.JWT_TOKEN);
        findings.leave();
    }

    private CheckCall call(Draft.Check draft) {
        int count = draft.resources.size();
        limits.requireResources(count);
        List<CheckRequest.Entry> entries = new ArrayList<>(count);
        for (Draft.Entry entry : draft.resources) {
            limits.requireActions(entry.actions.size());
            Draft.Resource resource = Objects.requireNonNull(entry.resource);
            entries.add(new CheckRequest.Entry(
                    new Resource(resource.kind, resource.id, resource.attr, resource.policyVersion, resource.scope),
                    entry.actions));
        }
        return call(draft.requestId, draft.principal, entries, draft.includeMeta, draft.auxData, draft.annotations);
    }

    private CheckCall call(Draft.CheckSet draft, Draft.ResourceSet set) {
        limits.requireResources(set.instances.size());
        limits.requireActions(draft.actions.size());
        List<CheckRequest.Entry> entries = new ArrayList<>(set.instances.size());
        List<String> actions = List.copyOf(draft.actions);
        set.instances.forEach((id, attr) -> entries.add(
                new CheckRequest.Entry(new Resource(set.kind, id, attr, set.policyVersion, set.scope), actions)));
        return call(draft.requestId, draft.principal, entries, draft.includeMeta, draft.auxData, null);
    }

    private static CheckCall call(
            String requestId,
            Draft.@Nullable Principal who,
            List<CheckRequest.Entry> entries,
            boolean includeMeta,
            Draft.@Nullable AuxData auxData,
            @Nullable Attributes annotations) {
        Draft.Principal principal = Objects.requireNonNull(who);
        CheckRequest request = new CheckRequest(
                requestId,
                new Principal(principal.id, principal.roles, principal.attr, principal.policyVersion, principal.scope),
                entries,
                AuxData.NONE,
                includeMeta);
        return new CheckCall(request, tokens(auxData), annotations);
    }

    private static Tokens tokens(Draft.@Nullable AuxData auxData) {
        if (auxData == null) {
            return Tokens.NONE;
        }
        if (auxData.jwt != null) {
            return new Tokens.Single(token(auxData.jwt));
        }
        if (auxData.jwts.isEmpty()) {
            return Tokens.NONE;
        }
        Map<String, Token> named = new LinkedHashMap<>();
        auxData.jwts.forEach((name, jwt) -> named.put(name, token(jwt)));
        return new Tokens.Named(named);
    }

    private static Token token(Draft.Jwt jwt) {
        return new Token(jwt.token, jwt.keySetId);
    }
}
