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

/** The data of the demo: who signs in where, on what they act, and what must come of it. Immutable. */
public record Paperwise(
        Map<String, Application> applications,
        Map<String, SignIn> signIns,
        Map<String, Thing> resources,
        List<Golden> golden) {
    private static final String FOLDER = "/paperwise/";
    private static final List<String> POLICIES =
            List.of("caller.yaml", "roles.yaml", "document.yaml", "organization.yaml");

    public Paperwise {
        applications = Map.copyOf(applications);
        signIns = Map.copyOf(signIns);
        resources = Map.copyOf(resources);
        golden = List.copyOf(golden);
    }

    /** Credentials of an application at the emulator; they protect nothing. */
    public record Application(String id, String secret) {}

    /**
     * How somebody signs in.
     *
     * @param user Kinde's id, or empty for a machine
     * @param organization code, or empty for none
     * @param organizationName for people, or empty
     * @param issuer name of the issuer at the emulator; empty for the usual one
     * @param note what is special about it, or empty
     */
    public record SignIn(
            String persona,
            String user,
            String organization,
            String organizationName,
            Application application,
            String issuer,
            String note) {
        public boolean isMachine() {
            return user.isEmpty();
        }

        /** Who the token is about. */
        public String principalId() {
            return isMachine() ? application.id() : user;
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
     * @param who name of a sign-in
     * @param resource name of a thing
     * @param because its reason
     */
    public record Golden(String who, String action, String resource, boolean allowed, String because) {}

    /** Reads the data from the class path. */
    public static Paperwise load() {
        var yaml = new Load(LoadSettings.builder().setLabel("golden.yaml").build());
        Map<String, Object> root = map(yaml.loadFromString(text("golden.yaml")));
        Map<String, Application> applications = new LinkedHashMap<>();
        map(root.get("applications")).forEach((name, value) -> {
            Map<String, Object> application = map(value);
            applications.put(name, new Application(string(application, "id"), string(application, "secret")));
        });
        Map<String, Object> organizations = map(root.get("organizations"));
        Map<String, SignIn> signIns = new LinkedHashMap<>();
        map(root.get("sign-ins"))
                .forEach((name, value) -> signIns.put(name, signIn(map(value), organizations, applications)));
        Map<String, Thing> resources = new LinkedHashMap<>();
        map(root.get("resources")).forEach((id, value) -> {
            Map<String, Object> thing = map(value);
            resources.put(id, new Thing(id, string(thing, "kind"), string(thing, "about"), map(thing.get("attr"))));
        });
        List<Golden> golden = new ArrayList<>();
        if (root.get("golden") instanceof List<?> rows) {
            rows.forEach(row -> golden.add(golden(map(row))));
        }
        return new Paperwise(applications, signIns, resources, golden);
    }

    /** Writes the policies into {@code folder}. */
    public static void writePolicies(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String policy : POLICIES) {
            Files.writeString(folder.resolve(policy), text("policies/" + policy));
        }
    }

    /** The sign-in called {@code name}. */
    public SignIn signIn(String name) {
        return named(signIns, name);
    }

    /** The thing called {@code name}. */
    public Thing thing(String name) {
        return named(resources, name);
    }

    /** The application called {@code name}. */
    public Application application(String name) {
        return named(applications, name);
    }

    private static <T> T named(Map<String, T> things, String name) {
        T thing = things.get(name);
        if (thing == null) {
            throw new IllegalArgumentException("golden.yaml does not define `" + name + "`");
        }
        return thing;
    }

    private static SignIn signIn(
            Map<String, Object> fields, Map<String, Object> organizations, Map<String, Application> applications) {
        Map<String, Object> organization = map(organizations.get(string(fields, "organization")));
        return new SignIn(
                string(fields, "persona"),
                string(fields, "user"),
                string(organization, "code"),
                string(organization, "name"),
                named(applications, string(fields, "application")),
                string(fields, "issuer"),
                string(fields, "note"));
    }

    private static Golden golden(Map<String, Object> row) {
        return new Golden(
                string(row, "who"),
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

    /** A file of the demo. */
    static String text(String name) {
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
