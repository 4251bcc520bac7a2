package dev.verdict.conformance;

import dev.verdict.conformance.json.Json;
import dev.verdict.kinde.fixtures.FixtureSettings;
import dev.verdict.kinde.fixtures.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of token fixtures as the section of a configuration file that means the same. */
record KindeConfiguration(Path folder) {

    /** A key set of Kinde with what the fixture asks for. */
    Map<String, @Nullable Object> settings(@Nullable Object wanted) {
        var kinde = new LinkedHashMap<String, @Nullable Object>();
        kinde.put(
                "issuers",
                List.of(issuer(FixtureSettings.ISSUER, "rsa"), issuer(FixtureSettings.STAGING, "rsa-staging")));
        if (wanted != null) {
            Json.object(wanted).forEach((name, value) -> put(kinde, name, value));
        }
        return keySets(Map.of("id", "kinde", "kinde", kinde));
    }

    /** A key set as the reference knows it. */
    Map<String, @Nullable Object> plainSettings() {
        String keys = Base64.getEncoder().encodeToString(SigningKey.jwks("rsa").getBytes(StandardCharsets.UTF_8));
        return keySets(Map.of("id", "plain", "local", Map.of("data", keys)));
    }

    private static Map<String, @Nullable Object> keySets(Map<String, Object> keySet) {
        var settings = new LinkedHashMap<String, @Nullable Object>();
        settings.put("auxData", Map.of("jwt", Map.of("keySets", List.of(keySet))));
        return settings;
    }

    private Map<String, Object> issuer(String issuer, String key) {
        try {
            Path file = Files.writeString(folder.resolve(key + ".json"), SigningKey.jwks(key));
            return Map.of("issuer", issuer, "jwks", Map.of("file", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Map<String, @Nullable Object> kinde, String name, @Nullable Object value) {
        switch (name) {
            case "leeway" -> kinde.put(name, value + "s");
            case "exposeActor" -> kinde.put("actor", "expose");
            case "requireOrganization", "acceptIdToken", "scopesAsRoles", "permissionsAsRoles", "foreignScopes" ->
                kinde.put(name, true);
            default -> kinde.put(name, value);
        }
    }
}
