package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.FlagType;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.Permission;
import dev.verdict.kinde.emulator.data.PropertyDefinition;
import dev.verdict.kinde.emulator.data.Role;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.json.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects of which the management API's answers consist. */
final class Shapes {
    private Shapes() {}

    /** A user; with {@code expand}, its organizations and identities. */
    static JsonObject user(User user, List<String> expand) {
        User.Profile profile = user.profile();
        JsonObject object = JsonObject.with("id", user.id())
                .and("provided_id", user.providedId())
                .and("preferred_email", profile.email())
                .and("username", profile.username().isEmpty() ? null : profile.username())
                .and("first_name", profile.firstName())
                .and("last_name", profile.lastName())
                .and("is_suspended", user.isSuspended())
                .and("picture", profile.picture().isEmpty() ? null : profile.picture());
        if (expand.contains("organizations")) {
            object.and("organizations", List.copyOf(user.memberships().keySet()));
        }
        if (expand.contains("identities")) {
            object.and("identities", List.of(Map.of("type", "email", "identity", profile.email())));
        }
        return object;
    }

    static Map<String, @Nullable Object> organization(Organization organization) {
        return JsonObject.with("code", organization.code())
                .and("name", organization.name())
                .and("handle", organization.handle().isEmpty() ? null : organization.handle())
                .and("is_default", organization.isDefault())
                .and("external_id", organization.externalId())
                .and("is_suspended", organization.isSuspended())
                .map();
    }

    static Map<String, @Nullable Object> role(Role role) {
        return JsonObject.with("id", role.id())
                .and("key", role.key())
                .and("name", role.name())
                .and("description", role.description())
                .and("is_default_role", role.isDefault())
                .map();
    }

    static Map<String, @Nullable Object> permission(Permission permission) {
        return JsonObject.with("id", permission.id())
                .and("key", permission.key())
                .and("name", permission.name())
                .and("description", permission.description())
                .map();
    }

    static Map<String, @Nullable Object> property(PropertyDefinition property) {
        return JsonObject.with("id", property.id())
                .and("key", property.key())
                .and("name", property.name())
                .and("description", null)
                .and("is_private", property.isPrivate())
                .and("context", property.context().name().toLowerCase(Locale.ROOT))
                .map();
    }

    /** Values as texts: the management API has no others. */
    static Map<String, Object> flag(Flag flag, Object value) {
        String text = flag.type() == FlagType.JSON ? JsonText.write(value) : String.valueOf(value);
        return Map.of("type", flag.type().shortWord(), "value", text);
    }
}
