package dev.verdict.kinde.kit;

import java.util.List;

/** A policy of the kit that answers one question which products on Kinde have; a start for one's own. */
public enum Starter {
    ROLES_AND_PERMISSIONS(
            "roles-and-permissions",
            "actions by Kinde permissions and roles",
            List.of("roles_and_permissions.yaml", "roles_and_permissions_test.yaml")),
    TENANT_DOCUMENT(
            "tenant-document",
            "documents by organization, owner and state",
            List.of("tenant_document.yaml", "tenant_document_roles.yaml", "tenant_document_test.yaml")),
    FEATURE_AND_LIMIT(
            "feature-and-limit",
            "feature flags, limits and features of a plan",
            List.of("feature_and_limit.yaml", "feature_and_limit_test.yaml")),
    MACHINE_CLIENT(
            "machine-client",
            "machines by their scopes and organization",
            List.of("machine_client.yaml", "machine_client_test.yaml")),
    ORGANIZATION_OVERRIDES(
            "organization-overrides",
            "rules for all organizations, and exceptions for some",
            List.of(
                    "organization_overrides.yaml",
                    "organization_overrides_northwind.yaml",
                    "organization_overrides_fjord.yaml",
                    "organization_overrides_test.yaml"));

    private final String title;
    private final String description;
    private final List<String> files;

    Starter(String title, String description, List<String> files) {
        this.title = title;
        this.description = description;
        this.files = files;
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
        return files;
    }

    /** As people type it. */
    @Override
    public String toString() {
        return title;
    }
}
