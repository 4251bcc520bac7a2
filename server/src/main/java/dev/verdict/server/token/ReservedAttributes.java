package dev.verdict.server.token;

import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.expr.value.Attributes;
import dev.verdict.server.call.Identification;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of principals that only a verified token may give. Where tokens say who callers are, nobody else can claim
 * them, so that policies may believe them.
 */
record ReservedAttributes(Set<String> names) implements Identification {
    /** The tree that is made of a token. */
    static final String KINDE = "kinde";

    ReservedAttributes {
        names = Set.copyOf(names);
    }

    /** {@code given} without them. */
    Principal takenFrom(Principal given) {
        if (names.stream().noneMatch(given.attr()::containsKey)) {
            return given;
        }
        Attributes.Builder attributes = Attributes.builder();
        for (Map.Entry<String, @Nullable Object> entry : given.attr().entrySet()) {
            if (!names.contains(entry.getKey())) {
                attributes.putTrusted(entry.getKey(), entry.getValue());
            }
        }
        return new Principal(given.id(), given.roles(), attributes.build(), given.policyVersion(), given.scope());
    }

    @Override
    public Identified identify(CheckRequest request) {
        Principal principal = takenFrom(request.principal());
        return new Identified.As(
                principal.equals(request.principal())
                        ? request
                        : new CheckRequest(
                                request.requestId(),
                                principal,
                                request.entries(),
                                request.auxData(),
                                request.includeMeta()));
    }
}
