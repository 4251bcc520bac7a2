package dev.verdict.kinde.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How identities become principals.
 *
 * @param userRoles what every user has; at least one
 * @param clientRoles what every machine has; at least one
 * @param scopesAsRoles whether a machine has {@code scope:<name>} for each of its scopes
 * @param permissionsAsRoles whether a caller has {@code perm:<key>} for each of its permissions
 * @param promoted names of attributes beside {@code kinde}, with the path inside it that they are copied from, such as
 *     {@code department} from {@code claims.dept}
 */
public record MappingRules(
        List<String> userRoles,
        List<String> clientRoles,
        Declared declared,
        ScopeRule scope,
        boolean scopesAsRoles,
        boolean permissionsAsRoles,
        Map<String, String> promoted) {
    /** One base role for each kind of caller and nothing else. */
    public static final MappingRules DEFAULT = new MappingRules(
            List.of("user"), List.of("client"), Declared.NOTHING, ScopeRule.NONE, false, false, Map.of());

    /**
     * Checks the rules.
     *
     * @throws IllegalArgumentException if one makes no sense
     */
    public MappingRules {
        userRoles = checked(userRoles, "users");
        clientRoles = checked(clientRoles, "clients");
        Objects.requireNonNull(declared, "declared");
        Objects.requireNonNull(scope, "scope");
        promoted = Collections.unmodifiableMap(new LinkedHashMap<>(promoted));
        promoted.forEach((name, path) -> {
            if (name.isEmpty() || name.equals("kinde")) {
                throw new IllegalArgumentException("an attribute cannot be promoted to `" + name + "`");
            }
            if (path.isEmpty()) {
                throw new IllegalArgumentException("the attribute `" + name + "` is promoted from nowhere");
            }
        });
    }

    private static List<String> checked(List<String> roles, String whose) {
        List<String> distinct = roles.stream().distinct().toList();
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("the base roles of " + whose + " must be at least one");
        }
        for (String role : distinct) {
            if (!RoleList.isAllowed(role)) {
                throw new IllegalArgumentException(
                        "the base role `" + role + "` is empty or has one of the characters ! * ? [ ] { }");
            }
        }
        return distinct;
    }
}
