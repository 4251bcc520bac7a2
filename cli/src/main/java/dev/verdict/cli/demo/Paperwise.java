package dev.verdict.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The data of the demo. Immutable.
 *
 * @param issuer who signs the tokens
 */
public record Paperwise(String issuer, Map<String, Token> tokens, Map<String, Thing> resources, List<Golden> golden) {
    private static final String FOLDER = "/paperwise/";
    private static final List<String> POLICIES =
            List.of("token.yaml", "roles.yaml", "document.yaml", "organization.yaml");

    public Paperwise {
        tokens = Map.copyOf(tokens);
        resources = Map.copyOf(resources);
        golden = List.copyOf(golden);
    }

    /**
     * What a token says.
     *
     * @param organization name of the organization, or empty
     * @param note how it differs from the person's usual token, or empty
     * @param claims all but {@code iss}, {@code iat}, {@code exp} and {@code jti}
     */
    public record Token(String persona, String organization, String note, Map<String, Object> claims) {
        public Token {
            claims = Map.copyOf(claims);
        }

        boolean isMachine() {
            return claims.containsKey("gty");
        }

        /** Id of the principal: the subject, or the client that has none. */
        public String principalId() {
            return String.valueOf(isMachine() ? claims.get("azp") : claims.get("sub"));
        }

        /** {@code user} or {@code client}, then the keys of the token's roles. */
        public List<String> principalRoles() {
            List<String> roles = new ArrayList<>();
            roles.add(isMachine() ? "client" : "user");
            if (claims.get("roles") instanceof List<?> held) {
                for (Object role : held) {
                    if (role instanceof Map<?, ?> map) {
                        roles.add(String.valueOf(map.get("key")));
                    }
                }
            }
            return roles;
        }
    }

    /** A document or an organization. */
    public record Thing(String id, String kind, String about, Map<String, Object> attributes) {
        public Thing {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * A decision that must come out.
     *
     * @param token name of the token that goes along
     * @param as name of the token whose principal is claimed; nearly always the same
     * @param allowed the decision
     * @param because its reason
     */
    public record Golden(String token, String as, String action, String resource, boolean allowed, String because) {}

    /** Reads the data from the class path. */
    public static Paperwise load() {
        var yaml = new Load(LoadSettings.builder().setLabel("golden.yaml").build());
        Map<String, Object> root = map(yaml.loadFromString(text("golden.yaml")));
        Map<String, Object> organizations = map(root.get("organizations"));
        Map<String, Token> tokens = new LinkedHashMap<>();
        map(root.get("tokens")).forEach((name, value) -> tokens.put(name, token(map(value), organizations)));
        Map<String, Thing> resources = new LinkedHashMap<>();
        map(root.get("resources")).forEach((id, value) -> {
            Map<String, Object> thing = map(value);
            resources.put(id, new Thing(id, string(thing, "kind"), string(thing, "about"), map(thing.get("attr"))));
        });
        List<Golden> golden = new ArrayList<>();
        if (root.get("golden") instanceof List<?> rows) {
            rows.forEach(row -> golden.add(golden(map(row))));
        }
        return new Paperwise(string(root, "issuer"), tokens, resources, golden);
    }

    /** Writes the policies into {@code folder}. */
    public static void writePolicies(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String policy : POLICIES) {
            Files.writeString(folder.resolve(policy), text("policies/" + policy));
        }
    }

    private static Token token(Map<String, Object> token, Map<String, Object> organizations) {
        String organization = string(token, "organization");
        return new Token(
                string(token, "persona"),
                organization.isEmpty() ? "" : string(map(organizations.get(organization)), "name"),
                string(token, "note"),
                map(token.get("claims")));
    }

    private static Golden golden(Map<String, Object> row) {
        String token = string(row, "token");
        String as = string(row, "as");
        return new Golden(
                token,
                as.isEmpty() ? token : as,
                string(row, "action"),
                string(row, "resource"),
                string(row, "effect").equals("ALLOW"),
                string(row, "because"));
    }

    private static String string(Map<String, Object> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        }
        return copy;
    }

    private static String text(String name) {
        try (InputStream stream = Paperwise.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its file " + FOLDER + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
