package dev.verdict.kinde.emulator.token;

import java.util.ArrayList;
import java.util.List;

/** Scopes of the management API that the emulator knows. */
public final class ManagementScopes {
    private static final String EVERYTHING = "*";

    /** All of them. */
    public static final List<String> ALL = List.of(
            "read:users",
            "create:users",
            "update:users",
            "delete:users",
            "read:organizations",
            "update:organizations",
            "delete:organizations",
            "read:organization_users",
            "create:organization_users",
            "delete:organization_users",
            "read:organization_user_roles",
            "create:organization_user_roles",
            "delete:organization_user_roles",
            "read:organization_user_permissions",
            "create:organization_user_permissions",
            "delete:organization_user_permissions",
            "read:roles",
            "update:roles",
            "read:role_permissions",
            "update:role_permissions",
            "read:role_scopes",
            "read:permissions",
            "read:properties",
            "read:user_properties",
            "update:user_properties",
            "read:organization_properties",
            "update:organization_properties",
            "read:application_properties",
            "read:environment_feature_flags",
            "update:environment_feature_flags",
            "read:organization_feature_flags",
            "update:organization_feature_flags",
            "update:user_feature_flags",
            "read:billing_entitlements",
            "read:billing_agreements",
            "read:user_sessions",
            "delete:user_sessions",
            "update:user_refresh_claims",
            "read:events",
            "read:event_types",
            "read:webhooks",
            "create:webhooks",
            "update:webhooks",
            "delete:webhooks",
            "read:api_keys");

    private ManagementScopes() {}

    /** The scopes that a list of the data file means, where {@code *} stands for all. */
    public static List<String> expand(List<String> scopes) {
        List<String> expanded = new ArrayList<>(scopes);
        if (expanded.remove(EVERYTHING)) {
            return ALL;
        }
        return expanded;
    }
}
