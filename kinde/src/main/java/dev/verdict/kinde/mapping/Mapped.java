package dev.verdict.kinde.mapping;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.claims.Warnings;
import dev.verdict.kinde.identity.Identity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What policies see of an identity.
 *
 * @param kinde the tree {@code P.attr.kinde}
 * @param attributes all attributes that follow from the identity: {@code kinde} and those promoted out of it
 * @param scope of resources; null when the rules or the identity give none
 * @param scopeRefusal why the organization cannot have a scope, or null
 * @param warnings what was passed over, one sentence each
 */
public record Mapped(
        List<String> roles,
        Attributes kinde,
        Attributes attributes,
        @Nullable String scope,
        @Nullable String scopeRefusal,
        List<String> warnings) {

    public Mapped {
        roles = List.copyOf(roles);
        warnings = List.copyOf(warnings);
    }

    /** Maps {@code identity} by {@code rules}. */
    public static Mapped of(Identity identity, MappingRules rules) {
        Warnings warnings = new Warnings();
        List<String> roles = new RoleList(rules, warnings).of(identity);
        Attributes kinde = new AttributeTree(rules.declared(), warnings).of(identity);
        ScopeRule.Outcome scope = rules.scope().apply(identity.organization());
        return new Mapped(
                roles, kinde, attributes(kinde, rules.promoted()), scope.scope(), scope.refusal(), warnings.list());
    }

    private static Attributes attributes(Attributes kinde, Map<String, String> promoted) {
        Attributes.Builder attributes = Attributes.builder();
        attributes.putTrusted("kinde", kinde);
        promoted.forEach((name, path) -> {
            Object value = at(kinde, path);
            if (value != null) {
                attributes.putTrusted(name, value);
            }
        });
        return attributes.build();
    }

    /** The value at {@code path}. A custom claim may have dots in its name, so the whole rest is tried as a name first. */
    private static @Nullable Object at(Attributes tree, String path) {
        Object whole = tree.get(path);
        int dot = path.indexOf('.');
        if (whole != null || dot < 0) {
            return whole;
        }
        return tree.get(path.substring(0, dot)) instanceof Attributes inner ? at(inner, path.substring(dot + 1)) : null;
    }
}
