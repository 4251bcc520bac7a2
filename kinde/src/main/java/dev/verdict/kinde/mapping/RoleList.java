package dev.verdict.kinde.mapping;

import dev.verdict.kinde.claims.Warnings;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Role;
import dev.verdict.kinde.identity.SubjectType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The roles of a principal: the base roles of its kind, then those of the token. */
final class RoleList {
    private static final String SCOPE = "scope:";
    private static final String PERMISSION = "perm:";

    private final MappingRules rules;
    private final Warnings warnings;

    RoleList(MappingRules rules, Warnings warnings) {
        this.rules = rules;
        this.warnings = warnings;
    }

    /** Without repetition, in order, never empty. */
    List<String> of(Identity identity) {
        boolean user = identity.subjectType() == SubjectType.USER;
        List<String> own = user ? rules.userRoles() : rules.clientRoles();
        List<String> others = user ? rules.clientRoles() : rules.userRoles();
        Set<String> roles = new LinkedHashSet<>(own);
        for (Role role : identity.roles().value()) {
            String key = role.key();
            if (isReserved(key, own, others)) {
                warnings.add("role " + Warnings.quoted(key) + " is passed over, as it would claim what another kind of"
                        + " caller has");
            } else {
                add(roles, key, "role ");
            }
        }
        if (!user && rules.scopesAsRoles()) {
            identity.scopes().forEach(scope -> add(roles, SCOPE + scope, "role of the scope "));
        }
        if (rules.permissionsAsRoles()) {
            identity.permissions().value().forEach(key -> add(roles, PERMISSION + key, "role of the permission "));
        }
        return List.copyOf(roles);
    }

    /** A user with a role named like the base role of machines is no machine, and a role is neither scope nor permission. */
    private boolean isReserved(String key, List<String> own, List<String> others) {
        return (others.contains(key) && !own.contains(key))
                || (rules.scopesAsRoles() && key.startsWith(SCOPE))
                || (rules.permissionsAsRoles() && key.startsWith(PERMISSION));
    }

    private void add(Set<String> roles, String role, String what) {
        if (isAllowed(role)) {
            roles.add(role);
        } else {
            warnings.add(
                    what + Warnings.quoted(role) + " is passed over, as it has one of the characters ! * ? [ ] { }");
        }
    }

    /** Whether {@code role} may be the name of a role. */
    static boolean isAllowed(String role) {
        return !role.isEmpty() && role.chars().allMatch(c -> "!*?[]{}".indexOf(c) < 0);
    }
}
