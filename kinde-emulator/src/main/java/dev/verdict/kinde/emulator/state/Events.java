package dev.verdict.kinde.emulator.state;

import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.Permission;
import dev.verdict.kinde.emulator.data.Role;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The member {@code data} of events. */
public final class Events {
    private Events() {}

    static Map<String, @Nullable Object> user(User user) {
        List<Map<String, @Nullable Object>> organizations = new ArrayList<>();
        user.memberships()
                .forEach((code, membership) -> organizations.add(JsonObject.with("code", code)
                        .and("permissions", null)
                        .and("roles", membership.roles().isEmpty() ? null : membership.roles())
                        .map()));
        return JsonObject.with(
                        "user",
                        JsonObject.with("email", user.profile().email())
                                .and("first_name", user.profile().firstName())
                                .and("id", user.id())
                                .and("is_password_reset_requested", false)
                                .and("is_suspended", user.isSuspended())
                                .and("last_name", user.profile().lastName())
                                .and("organizations", organizations)
                                .and("phone", emptyAsNull(user.profile().phone()))
                                .and("username", emptyAsNull(user.profile().username()))
                                .map())
                .map();
    }

    private static @Nullable String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    static Map<String, @Nullable Object> deletedUser(String id) {
        return JsonObject.with("user", Map.of("id", id)).map();
    }

    /** What {@code user.authenticated} tells. */
    public static Map<String, @Nullable Object> authenticatedUser(String id) {
        return deletedUser(id);
    }

    static Map<String, @Nullable Object> organization(Organization organization) {
        return JsonObject.with(
                        "organization",
                        JsonObject.with("code", organization.code())
                                .and("external_id", organization.externalId())
                                .and("handle", emptyAsNull(organization.handle()))
                                .and("name", organization.name())
                                .map())
                .map();
    }

    static Map<String, @Nullable Object> deletedOrganization(String code) {
        return JsonObject.with("organization", Map.of("code", code)).map();
    }

    static Map<String, @Nullable Object> role(Role role) {
        return JsonObject.with(
                        "role",
                        JsonObject.with("description", role.description())
                                .and("id", role.id())
                                .and("is_default_role", role.isDefault())
                                .and("key", role.key())
                                .and("name", role.name())
                                .map())
                .map();
    }

    /** What the events of permissions tell. */
    public static Map<String, @Nullable Object> permission(Permission permission) {
        return JsonObject.with(
                        "permission",
                        JsonObject.with("description", permission.description())
                                .and("id", permission.id())
                                .and("key", permission.key())
                                .and("name", permission.name())
                                .map())
                .map();
    }
}
