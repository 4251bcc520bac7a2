package dev.verdict.server.token;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.kinde.KindePrincipal;
import dev.verdict.kinde.ResourceScope;
import dev.verdict.kinde.token.TokenProblem;
import dev.verdict.server.call.Identification;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the caller whom a Kinde token names into a request.
 *
 * @param rule how much of the request's own principal stays
 * @param reserved what takes those attributes from a principal that only a token may give
 */
record CallerOfToken(KindePrincipal caller, Rule rule, ReservedAttributes reserved) implements Identification {

    /** How much of the request's own principal stays. */
    enum Rule {
        /** All but the attributes that only a token may give; its id must be that of the token. */
        VERIFIED,
        /** As VERIFIED, with the roles and the attributes of the token besides its own. */
        ENRICHED,
        /** Nothing. */
        REPLACED,
        /** There is none; its attributes are the application's additions. */
        BEARER
    }

    @Override
    public Identified identify(CheckRequest request) {
        Principal given = request.principal();
        boolean mustMatch = rule == Rule.VERIFIED || rule == Rule.ENRICHED;
        if (mustMatch && !given.id().equals(caller.id())) {
            return new Identified.Refused(
                    TokenProblem.PRINCIPAL_MISMATCH.name(), "the principal's id is not that of the token");
        }
        List<CheckRequest.Entry> entries = request.entries();
        List<CheckRequest.Entry> scoped = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            CheckRequest.Entry entry = entries.get(i);
            Resource resource = entry.resource();
            switch (caller.scopeFor(resource.scope())) {
                case ResourceScope.Refused refused -> {
                    return new Identified.Refused(refused.problem().name(), refused.reason());
                }
                case ResourceScope.Use use -> scoped.add(entry(entry, use.scope()));
            }
        }
        return new Identified.As(new CheckRequest(
                request.requestId(), principal(given), scoped, request.auxData(), request.includeMeta()));
    }

    private static CheckRequest.Entry entry(CheckRequest.Entry entry, String scope) {
        Resource resource = entry.resource();
        return scope.equals(resource.scope())
                ? entry
                : new CheckRequest.Entry(
                        new Resource(resource.kind(), resource.id(), resource.attr(), resource.policyVersion(), scope),
                        entry.actions());
    }

    private Principal principal(Principal given) {
        return switch (rule) {
            case VERIFIED -> reserved.takenFrom(given);
            case ENRICHED ->
                new Principal(
                        caller.id(),
                        roles(given),
                        caller.principal(given.attr()).attr(),
                        given.policyVersion(),
                        given.scope());
            case REPLACED -> caller.principal();
            case BEARER -> caller.principal(given.attr());
        };
    }

    private List<String> roles(Principal given) {
        Set<String> roles = new LinkedHashSet<>(given.roles());
        roles.addAll(caller.roles());
        return List.copyOf(roles);
    }
}
