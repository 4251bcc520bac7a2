package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.data.ApiKey;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of the management API that is about API keys, which are no tokens. */
final class ApiKeyRoutes {
    private final EnvironmentState environment;
    /** How often each key was verified; guarded by itself. */
    private final Map<String, Integer> verifications = new HashMap<>();

    ApiKeyRoutes(EnvironmentState environment) {
        this.environment = environment;
    }

    void add(Routes routes, Guard guard, String prefix) {
        routes.on("POST", prefix + "/api_keys/verify", guard.needsJson("read:api_keys", this::verify));
    }

    private Response verify(Request request, Map<String, @Nullable Object> body) {
        String given = JsonObject.text(body, "api_key", "");
        Optional<ApiKey> found = environment.directory().apiKeys().stream()
                .filter(key -> key.key().equals(given))
                .findFirst();
        return found.map(this::verified)
                .orElseGet(() -> Answers.object(JsonObject.with("is_valid", false)
                        .and("scopes", List.of())
                        .map()));
    }

    private Response verified(ApiKey key) {
        boolean valid = key.status() == ApiKey.Status.ACTIVE && !belongsToSuspended(key);
        int count;
        synchronized (verifications) {
            count = verifications.merge(key.id(), 1, Integer::sum);
        }
        return Answers.object(JsonObject.with("is_valid", valid)
                .and("key_id", key.id())
                .and("status", key.status().name().toLowerCase(Locale.ROOT))
                .and("scopes", key.scopes())
                .and("org_code", key.orgCode())
                .and("user_id", key.userId())
                .and("last_verified_on", environment.now().toString())
                .and("verification_count", count)
                .map());
    }

    private boolean belongsToSuspended(ApiKey key) {
        String owner = key.userId();
        return owner != null
                && environment.directory().user(owner).map(User::isSuspended).orElse(true);
    }
}
