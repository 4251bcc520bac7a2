package dev.verdict.kinde.emulator.control;

import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.json.JsonTextException;
import dev.verdict.kinde.emulator.keys.SigningKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Published keys of unusual shape, made of the right ones. */
final class OddKeys {
    private static final int MANY = 10_000;

    private OddKeys() {}

    private static List<Map<String, @Nullable Object>> keys(Response right) {
        try {
            return JsonObject.objects(JsonText.readObject(right.body()), "keys");
        } catch (JsonTextException e) {
            throw new IllegalStateException("our own keys are no JSON", e);
        }
    }

    private static Response document(List<Map<String, @Nullable Object>> keys) {
        return Response.json(200, Map.of("keys", keys));
    }

    /** The key of nobody under another id. */
    private static Map<String, @Nullable Object> stranger(@Nullable Object id) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>(
                SigningKey.of("nobody's").jwk().toPublicJWK().toJSONObject());
        key.put("kid", id);
        return key;
    }

    static Response many(Response right) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(stranger("stranger-" + i));
        }
        all.addAll(keys(right));
        return document(all);
    }

    static Response sameIdTwice(Response right) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Map<String, @Nullable Object> key : keys(right)) {
            all.add(stranger(key.get("kid")));
            all.add(key);
        }
        return document(all);
    }

    static Response bare(Response right) {
        List<Map<String, @Nullable Object>> all = keys(right);
        all.forEach(key -> key.keySet().removeAll(List.of("alg", "use")));
        return document(all);
    }

    /** The same address with the other name of this machine. */
    static URI underAnotherHost(URI self) {
        return URI.create(self.toString().replace("127.0.0.1", "localhost"));
    }
}
