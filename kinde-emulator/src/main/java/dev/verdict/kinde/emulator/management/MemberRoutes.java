package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.data.Membership;
import dev.verdict.kinde.emulator.data.Permission;
import dev.verdict.kinde.emulator.data.Role;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The part of the management API that is about members of organizations, their roles and permissions. */
final class MemberRoutes {
    private static final int MAX_BULK = 100;

    private final EnvironmentState environment;

    MemberRoutes(EnvironmentState environment) {
        this.environment = environment;
    }

    void add(Routes routes, Guard guard, String prefix) {
        String members = prefix + "/organizations/{code}/users";
        String roles = members + "/{id}/roles";
        String permissions = members + "/{id}/permissions";
        routes.on("GET", members, guard.needs("read:organization_users", this::list))
                .on("POST", members, guard.needsJson("create:organization_users", this::join))
                .on("DELETE", members + "/{id}", guard.needs("delete:organization_users", this::leave))
                .on("GET", roles, guard.needs("read:organization_user_roles", this::roles))
                .on("POST", roles, guard.needsJson("create:organization_user_roles", this::addRole))
                .on("DELETE", roles + "/{role}", guard.needs("delete:organization_user_roles", this::removeRole))
                .on("GET", permissions, guard.needs("read:organization_user_permissions", this::permissions))
                .on("POST", permissions, guard.needsJson("create:organization_user_permissions", this::addPermission))
                .on(
                        "DELETE",
                        permissions + "/{permission}",
                        guard.needs("delete:organization_user_permissions", this::removePermission));
    }

    private Response list(Request request) {
        String code = request.variable("code");
        if (environment.directory().organization(code).isEmpty()) {
            return Answers.notFound("organization", code);
        }
        List<User> members = environment.directory().users().stream()
                .filter(user -> user.memberships().containsKey(code))
                .toList();
        return Listing.byToken(
                request.query(),
                "organization_users",
                members,
                user -> Shapes.user(user, List.of())
                        .and("email", user.profile().email())
                        .and("full_name", user.profile().fullName())
                        .and("roles", membership(user, code).roles())
                        .map());
    }

    private static Membership membership(User user, String code) {
        return user.memberships().getOrDefault(code, new Membership(List.of(), List.of()));
    }

    private Response join(Request request, Map<String, @Nullable Object> body) {
        String code = request.variable("code");
        List<Map<String, @Nullable Object>> users = JsonObject.objects(body, "users");
        if (environment.directory().organization(code).isEmpty()) {
            return Answers.notFound("organization", code);
        }
        if (users.size() > MAX_BULK) {
            return Answers.invalid("at most " + MAX_BULK + " users at once");
        }
        for (Map<String, @Nullable Object> each : users) {
            String id = JsonObject.text(each, "id", "");
            var membership = new Membership(JsonObject.texts(each, "roles"), JsonObject.texts(each, "permissions"));
            Optional<String> unknown = membership.roles().stream()
                    .filter(key -> environment.directory().role(key).isEmpty())
                    .findFirst();
            if (unknown.isPresent()) {
                return Answers.notFound("role", unknown.get());
            }
            if (!change(id, code, old -> membership)) {
                return Answers.notFound("user", id);
            }
        }
        return Answers.object(JsonObject.with(
                        "users_added",
                        users.stream()
                                .map(each -> JsonObject.text(each, "id", ""))
                                .toList())
                .map());
    }

    private Response leave(Request request) {
        String code = request.variable("code");
        return environment
                .changeUser(request.variable("id"), user -> {
                    Map<String, Membership> memberships = new LinkedHashMap<>(user.memberships());
                    memberships.remove(code);
                    return user.withMemberships(memberships);
                })
                .map(user -> Answers.done("ORGANIZATION_USER_DELETED", "Success"))
                .orElseGet(() -> Answers.notFound("user", request.variable("id")));
    }

    private boolean change(String userId, String code, UnaryOperator<Membership> change) {
        return environment
                .changeUser(userId, user -> {
                    Map<String, Membership> memberships = new LinkedHashMap<>(user.memberships());
                    memberships.put(code, change.apply(membership(user, code)));
                    return user.withMemberships(memberships);
                })
                .isPresent();
    }

    private Optional<Identity> member(Request request) {
        return environment
                .identities()
                .fresh(request.variable("id"), request.variable("code"))
                .filter(identity -> identity.user().memberships().containsKey(request.variable("code")));
    }

    private static Response noMember(Request request) {
        return Answers.notFound("member", request.variable("id"));
    }

    private Response roles(Request request) {
        return member(request)
                .map(identity -> Listing.byCursor(request.query(), "roles", identity.roles(), Role::id, Shapes::role))
                .orElseGet(() -> noMember(request));
    }

    private Response permissions(Request request) {
        return member(request)
                .map(identity -> {
                    boolean expanded = request.query().first("expand", "").equals("roles");
                    List<Permission> permissions = identity.permissions().stream()
                            .flatMap(key -> environment.directory().permission(key).stream())
                            .toList();
                    return Listing.byCursor(request.query(), "permissions", permissions, Permission::id, permission -> {
                        Map<String, @Nullable Object> object = Shapes.permission(permission);
                        if (expanded) {
                            object.put("roles", rolesWith(identity, permission));
                        }
                        return object;
                    });
                })
                .orElseGet(() -> noMember(request));
    }

    private static List<Map<String, String>> rolesWith(Identity identity, Permission permission) {
        return identity.roles().stream()
                .filter(role -> role.permissions().contains(permission.key()))
                .map(role -> Map.of("id", role.id(), "key", role.key()))
                .toList();
    }

    private Response addRole(Request request, Map<String, @Nullable Object> body) {
        String id = JsonObject.text(body, "role_id", "");
        return environment
                .directory()
                .roleWithId(id)
                .map(role -> changed(request, old -> new Membership(with(old.roles(), role.key()), old.permissions())))
                .orElseGet(() -> Answers.notFound("role", id));
    }

    private Response removeRole(Request request) {
        String id = request.variable("role");
        return environment
                .directory()
                .roleWithId(id)
                .map(role ->
                        changed(request, old -> new Membership(without(old.roles(), role.key()), old.permissions())))
                .orElseGet(() -> Answers.notFound("role", id));
    }

    private Optional<Permission> permission(String id) {
        return environment.directory().permissions().stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    private Response addPermission(Request request, Map<String, @Nullable Object> body) {
        String id = JsonObject.text(body, "permission_id", "");
        return permission(id)
                .map(permission ->
                        changed(request, old -> new Membership(old.roles(), with(old.permissions(), permission.key()))))
                .orElseGet(() -> Answers.notFound("permission", id));
    }

    private Response removePermission(Request request) {
        String id = request.variable("permission");
        return permission(id)
                .map(permission -> changed(
                        request, old -> new Membership(old.roles(), without(old.permissions(), permission.key()))))
                .orElseGet(() -> Answers.notFound("permission", id));
    }

    private Response changed(Request request, UnaryOperator<Membership> change) {
        if (member(request).isEmpty()) {
            return noMember(request);
        }
        change(request.variable("id"), request.variable("code"), change);
        return Answers.done("OK", "Success");
    }

    private static List<String> with(List<String> keys, String key) {
        List<String> more = new ArrayList<>(without(keys, key));
        more.add(key);
        return more;
    }

    private static List<String> without(List<String> keys, String key) {
        return keys.stream().filter(each -> !each.equals(key)).toList();
    }
}
