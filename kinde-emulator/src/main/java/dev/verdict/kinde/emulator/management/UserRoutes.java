package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.PropertyDefinition.Context;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The part of the management API that is about users. */
final class UserRoutes {
    private final EnvironmentState environment;

    UserRoutes(EnvironmentState environment) {
        this.environment = environment;
    }

    void add(Routes routes, Guard guard, String prefix) {
        String user = prefix + "/users/{id}";
        routes.on("GET", prefix + "/user", guard.needs("read:users", this::read))
                .on("PATCH", prefix + "/user", guard.needsJson("update:users", this::change))
                .on("DELETE", prefix + "/user", guard.needs("delete:users", this::delete))
                .on("POST", prefix + "/user", guard.needsJson("create:users", this::create))
                .on("GET", prefix + "/users", guard.needs("read:users", this::list))
                .on("GET", prefix + "/search/users", guard.needs("read:users", this::search))
                .on("GET", user + "/properties", guard.needs("read:user_properties", this::properties))
                .on("PATCH", user + "/properties", guard.needsJson("update:user_properties", this::changeProperties))
                .on("PUT", user + "/properties/{key}", guard.needs("update:user_properties", this::changeProperty))
                .on("PATCH", user + "/feature_flags/{key}", guard.needs("update:user_feature_flags", this::changeFlag))
                .on("POST", user + "/refresh_claims", guard.needs("update:user_refresh_claims", this::refreshClaims))
                .on("GET", user + "/sessions", guard.needs("read:user_sessions", this::sessions))
                .on("DELETE", user + "/sessions", guard.needs("delete:user_sessions", this::endSessions));
    }

    private static List<String> expand(Request request) {
        return Arrays.asList(request.query().first("expand", "").split(",", -1));
    }

    private Response read(Request request) {
        String id = request.query().first("id", "");
        return environment
                .directory()
                .user(id)
                .map(user -> Answers.object(Shapes.user(user, expand(request)).map()))
                .orElseGet(() -> Answers.notFound("user", id));
    }

    private Response list(Request request) {
        String email = request.query().first("email", "");
        String id = request.query().first("user_id", "");
        List<User> users = environment.directory().users().stream()
                .filter(user -> email.isEmpty() || user.profile().email().equalsIgnoreCase(email))
                .filter(user -> id.isEmpty() || user.id().equals(id))
                .toList();
        return Listing.byToken(
                request.query(),
                "users",
                users,
                user -> Shapes.user(user, expand(request))
                        .and("email", user.profile().email())
                        .and("full_name", user.profile().fullName())
                        .map());
    }

    private Response search(Request request) {
        String words = request.query().first("query", "").toLowerCase(Locale.ROOT);
        List<User> users = environment.directory().users().stream()
                .filter(user -> words.equals("*")
                        || user.id().contains(words)
                        || (user.profile().fullName() + " " + user.profile().email())
                                .toLowerCase(Locale.ROOT)
                                .contains(words))
                .toList();
        return Listing.byCursor(
                request.query(),
                "results",
                users,
                User::id,
                user -> Shapes.user(user, expand(request))
                        .and("email", user.profile().email())
                        .map());
    }

    private Response create(Request request, Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> profile = JsonObject.object(body, "profile");
        String email = JsonObject.objects(body, "identities").stream()
                .map(identity -> JsonObject.text(JsonObject.object(identity, "details"), "email", ""))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
        if (email.isEmpty()) {
            return Answers.invalid("an identity of the type email is needed");
        }
        User user = environment.register(new User.Profile(
                email,
                JsonObject.text(profile, "given_name", ""),
                JsonObject.text(profile, "family_name", ""),
                "",
                "",
                JsonObject.text(profile, "picture", "")));
        return Answers.object(
                JsonObject.with("id", user.id()).and("created", true).map());
    }

    private Response change(Request request, Map<String, @Nullable Object> body) {
        String id = request.query().first("id", "");
        Optional<User> changed = environment.changeUser(id, user -> {
            User.Profile old = user.profile();
            User renamed = user.withProfile(new User.Profile(
                    old.email(),
                    JsonObject.text(body, "given_name", old.firstName()),
                    JsonObject.text(body, "family_name", old.lastName()),
                    old.username(),
                    old.phone(),
                    JsonObject.text(body, "picture", old.picture())));
            return body.get("is_suspended") instanceof Boolean suspended ? renamed.suspended(suspended) : renamed;
        });
        return changed.map(user -> Answers.object(Shapes.user(user, List.of()).map()))
                .orElseGet(() -> Answers.notFound("user", id));
    }

    private Response delete(Request request) {
        String id = request.query().first("id", "");
        return environment.deleteUser(id)
                ? Answers.done("USER_DELETED", "User successfully deleted")
                : Answers.notFound("user", id);
    }

    private Response properties(Request request) {
        String id = request.variable("id");
        return environment
                .directory()
                .user(id)
                .map(user -> Properties.list(environment, Context.USR, user.properties()))
                .orElseGet(() -> Answers.notFound("user", id));
    }

    private Response changeProperties(Request request, Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> values = JsonObject.object(body, "properties");
        return Properties.unknown(environment, Context.USR, values)
                .orElseGet(() -> quietly(
                        request.variable("id"),
                        user -> user.withProperties(Properties.merged(user.properties(), values)),
                        "PROPERTIES_UPDATED"));
    }

    private Response changeProperty(Request request) {
        Map<String, @Nullable Object> values = JsonObject.with(
                        request.variable("key"), request.query().first("value", ""))
                .map();
        return Properties.unknown(environment, Context.USR, values)
                .orElseGet(() -> quietly(
                        request.variable("id"),
                        user -> user.withProperties(Properties.merged(user.properties(), values)),
                        "PROPERTY_UPDATED"));
    }

    private Response quietly(String id, UnaryOperator<User> change, String code) {
        return environment.changeFlagsOrProperties(id, change).isPresent()
                ? Answers.done(code, "Success")
                : Answers.notFound("user", id);
    }

    private Response changeFlag(Request request) {
        String key = request.variable("key");
        String text = request.query().first("value", "");
        return FlagValues.change(
                environment,
                key,
                Flag.Level.USR,
                text,
                value -> quietly(
                        request.variable("id"),
                        user -> {
                            Map<String, Object> flags = new LinkedHashMap<>(user.flags());
                            flags.put(key, value);
                            return user.withFlags(flags);
                        },
                        "FEATURE_FLAG_UPDATED"));
    }

    private Response refreshClaims(Request request) {
        String id = request.variable("id");
        if (environment.directory().user(id).isEmpty()) {
            return Answers.notFound("user", id);
        }
        environment.identities().drop(id);
        return Answers.done("CLAIMS_REFRESHED", "Claims refreshed");
    }

    private Response sessions(Request request) {
        String id = request.variable("id");
        if (environment.directory().user(id).isEmpty()) {
            return Answers.notFound("user", id);
        }
        return Listing.whole(
                "sessions",
                environment.grants().sessionsOf(id).stream()
                        .map(session -> JsonObject.with("id", session)
                                .and("user_id", id)
                                .map())
                        .toList());
    }

    private Response endSessions(Request request) {
        String id = request.variable("id");
        if (environment.directory().user(id).isEmpty()) {
            return Answers.notFound("user", id);
        }
        environment.signOut(id);
        return Answers.done("USER_SESSIONS_DELETED", "All user sessions have been deleted");
    }
}
