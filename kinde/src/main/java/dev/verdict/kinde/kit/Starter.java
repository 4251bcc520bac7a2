package dev.verdict.kinde.kit;

import java.util.List;

/** A policy of the kit that answers one question which products on Kinde have; a start for one's own. */
public enum Starter {
    ROLES_AND_PERMISSIONS("roles-and-permissions", "actions by Kinde permissions and roles"),
    TENANT_DOCUMENT("tenant-document", "documents by organization, owner and state"),
    FEATURE_AND_LIMIT("feature-and-limit", "feature flags, limits and features of a plan"),
    MACHINE_CLIENT("machine-client", "machines by their scopes and organization"),
    ORGANIZATION_OVERRIDES("organization-overrides", "rules for all organizations, and exceptions for some");

    private final String title;
    private final String description;

    Starter(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** Its name as people type it, such as {@code tenant-document}. */
    public String title() {
        return title;
    }

    /** What it decides, in a few words. */
    public String description() {
        return description;
    }

    /** Names of its policies and of their test, without the folder. */
    List<String> files() {
        return switch (this) {
            case ROLES_AND_PERMISSIONS -> List.of("roles_and_permissions.yaml", "roles_and_permissions_test.yaml");
            case TENANT_DOCUMENT ->
                List.of("tenant_document.yaml", "tenant_document_roles.yaml", "tenant_document_test.yaml");
            case FEATURE_AND_LIMIT -> List.of("feature_and_limit.yaml", "feature_and_limit_test.yaml");
            case MACHINE_CLIENT -> List.of("machine_client.yaml", "machine_client_test.yaml");
            case ORGANIZATION_OVERRIDES ->
                List.of(
                        "organization_overrides.yaml",
                        "organization_overrides_northwind.yaml",
                        "organization_overrides_fjord.yaml",
                        "organization_overrides_test.yaml");
        };
    }

    /** As people type it. */
    @Override
    public String toString() {
        return title;
    }
}
