package dev.verdict.wire.call;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.ApiException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the words of AuthZEN become those of a check. */
final class EvaluationMapping {
    private static final String ROLES = "cerbos.roles";
    private static final String POLICY_VERSION = "cerbos.policyVersion";
    private static final String SCOPE = "cerbos.scope";
    private static final String REQUEST_ID = "cerbos.requestId";
    private static final String AUX_DATA = "cerbos.auxData";
    private static final String INCLUDE_META = "cerbos.includeMeta";

    private EvaluationMapping() {}

    static boolean includesMeta(Attributes context) {
        return Boolean.TRUE.equals(context.get(INCLUDE_META));
    }

    static CheckCall call(
            Principal principal,
            Resource resource,
            EvaluationDraft.Action action,
            Attributes context,
            Tokens tokens,
            boolean includeMeta) {
        CheckRequest request = new CheckRequest(
                text(context, REQUEST_ID),
                principal,
                List.of(new CheckRequest.Entry(resource, List.of(action.name))),
                AuxData.NONE,
                includeMeta);
        return new CheckCall(request, tokens, null);
    }

    static Principal principal(EvaluationDraft.Entity subject) {
        return new Principal(
                subject.id,
                roles(subject),
                subject.properties,
                text(subject.properties, POLICY_VERSION),
                text(subject.properties, SCOPE));
    }

    static Resource resource(EvaluationDraft.Entity resource) {
        return new Resource(
                resource.type,
                resource.id,
                resource.properties,
                text(resource.properties, POLICY_VERSION),
                text(resource.properties, SCOPE));
    }

    static Tokens tokens(Attributes context) {
        return tokens(context.get(AUX_DATA));
    }

    private static String text(Attributes attributes, String name) {
        return attributes.get(name) instanceof String text ? text : "";
    }

    private static List<String> roles(EvaluationDraft.Entity subject) {
        Set<String> roles = new LinkedHashSet<>();
        if (subject.properties.get(ROLES) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof String role) {
                    roles.add(role);
                }
            }
        }
        return roles.isEmpty() ? List.of(subject.type) : List.copyOf(roles);
    }

    private static Tokens tokens(@Nullable Object auxData) {
        if (auxData == null) {
            return Tokens.NONE;
        }
        if (!(auxData instanceof Attributes members)) {
            throw malformed();
        }
        Token single = token(members.get("jwt"));
        Map<String, Token> named = new LinkedHashMap<>();
        if (members.get("jwts") instanceof Attributes jwts) {
            for (Map.Entry<String, @Nullable Object> entry : jwts.entrySet()) {
                Token token = token(entry.getValue());
                if (token == null || entry.getKey().isEmpty()) {
                    throw malformed();
                }
                named.put(entry.getKey(), token);
            }
        }
        if (named.isEmpty()) {
            return single == null ? Tokens.NONE : new Tokens.Single(single);
        }
        if (single != null) {
            throw malformed();
        }
        return new Tokens.Named(named);
    }

    /** The token in {@code value}, or null if there is none. */
    private static @Nullable Token token(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Attributes members)) {
            throw malformed();
        }
        String token = text(members, "token");
        // matches reference: proto names only, so keySetId is ignored
        return token.isEmpty() ? null : new Token(token, text(members, "key_set_id"));
    }

    private static ApiException malformed() {
        return ApiError.invalidAuxData("MALFORMED_AUX_DATA").asException();
    }
}
