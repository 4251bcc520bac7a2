package dev.verdict.kinde.token;

import dev.verdict.kinde.fixtures.SigningKey;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One token of {@code tokens.yaml} and what becomes of it. */
record TokenCase(String name, Map<String, String> fields) {
    static List<TokenCase> read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Object cases = new Load(LoadSettings.builder().build()).loadFromReader(reader);
            List<TokenCase> read = new ArrayList<>();
            for (Object one : (List<?>) cases) {
                Map<String, String> fields = new java.util.LinkedHashMap<>();
                ((Map<?, ?>) one).forEach((key, value) -> fields.put(String.valueOf(key), String.valueOf(value)));
                read.add(new TokenCase(fields.getOrDefault("name", "?"), fields));
            }
            return read;
        }
    }

    @Nullable
    String field(String field) {
        return fields.get(field);
    }

    /** The token as it is sent. */
    String text() {
        String raw = fields.get("token");
        if (raw != null) {
            return raw;
        }
        SigningKey key = SigningKey.named(fields.getOrDefault("key", "ec"));
        String header =
                fields.getOrDefault("header", "{\"alg\":\"" + key.algorithm() + "\",\"kid\":\"" + key.id() + "\"}");
        String signed = key.sign(header, fields.getOrDefault("claims", "{}"));
        List<String> parts = List.of(signed.split("\\.", -1));
        String payload = fields.containsKey("sentClaims") ? SigningKey.encode(fields.get("sentClaims")) : parts.get(1);
        String signature = "none".equals(fields.get("signature")) ? "" : parts.get(2);
        return fields.getOrDefault("before", "") + parts.get(0) + "." + payload + "." + signature
                + fields.getOrDefault("after", "");
    }
}
