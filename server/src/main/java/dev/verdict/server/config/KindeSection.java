package dev.verdict.server.config;

import dev.verdict.kinde.KindeSettings;
import dev.verdict.kinde.mapping.DeclaredType;
import dev.verdict.kinde.mapping.PropertyOwner;
import dev.verdict.kinde.mapping.ScopeRule;
import dev.verdict.kinde.token.Issuer;
import dev.verdict.server.config.KindeKeySet.PrincipalMode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the settings of one key set of Kinde. */
final class KindeSection {
    private static final Map<String, DeclaredType> TYPES = Map.of(
            "boolean", DeclaredType.BOOLEAN,
            "bool", DeclaredType.BOOLEAN,
            "string", DeclaredType.STRING,
            "integer", DeclaredType.INTEGER,
            "int", DeclaredType.INTEGER,
            "number", DeclaredType.NUMBER,
            "json", DeclaredType.JSON);

    private final Values values;
    private final Path workingDirectory;
    private final Consumer<Problem> errors;
    private final String path;

    /** {@code path} is that of the key set. */
    KindeSection(Values values, Path workingDirectory, Consumer<Problem> errors, String path) {
        this.values = values;
        this.workingDirectory = workingDirectory;
        this.errors = errors;
        this.path = path + ".kinde";
    }

    /** Null after an error. */
    @Nullable
    KindeKeySet read(String id) {
        KindeSettings tokens = tokens();
        if (tokens == null) {
            return null;
        }
        List<String> issuers = tokens.issuers().stream().map(Issuer::name).toList();
        var enrichment = new EnrichmentSection(values, errors, path + ".enrichment");
        return new KindeKeySet(
                id,
                tokens,
                PrincipalMode.valueOf(values.text(path + ".principal")),
                enrichment.isWritten() ? enrichment.read(issuers) : null);
    }

    private @Nullable KindeSettings tokens() {
        List<Issuer> issuers = issuers();
        if (issuers == null) {
            return null;
        }
        try {
            KindeSettings.Builder builder = KindeSettings.forIssuer(issuers.get(0));
            issuers.subList(1, issuers.size()).forEach(builder::issuer);
            access(builder);
            mapping(builder);
            return builder.build();
        } catch (IllegalArgumentException e) {
            error(path, "`" + path + "`: " + e.getMessage());
            return null;
        }
    }

    private @Nullable List<Issuer> issuers() {
        int count = values.elements(path + ".issuers");
        if (count == 0) {
            error(path, "`" + path + ".issuers` needs at least one issuer");
            return null;
        }
        var issuers = new Issuer[count];
        boolean good = true;
        for (int index = 0; index < count; index++) {
            String key = path + ".issuers[" + index + "]";
            try {
                issuers[index] = Issuer.of(values.text(key + ".issuer"), keys(key + ".jwks"));
            } catch (IllegalArgumentException e) {
                error(key + ".issuer", "`" + key + ".issuer`: " + e.getMessage());
                good = false;
            }
        }
        return good ? List.of(issuers) : null;
    }

    private Issuer.Keys keys(String key) {
        URI url = values.optional(key + ".url", URI.class);
        Path file = values.path(key + ".file");
        if (url != null && file != null) {
            throw new IllegalArgumentException("`jwks` needs one of `url` and `file`, not both");
        }
        if (url != null) {
            return new Issuer.Keys.Remote(url);
        }
        if (file != null) {
            return new Issuer.Keys.LocalFile(workingDirectory.resolve(file));
        }
        if (values.isWritten(key)) {
            throw new IllegalArgumentException("`jwks` needs one of `url` and `file`");
        }
        return new Issuer.Keys.Discovered();
    }

    private void access(KindeSettings.Builder builder) {
        builder.audience(texts("audience")).allowedClients(texts("allowedClients"));
        builder.leeway(values.duration(path + ".leeway")).maxTokenBytes(values.count(path + ".maxTokenBytes"));
        whenSet("requireOrganization", builder::requireOrganization);
        whenSet("acceptIdToken", builder::acceptIdToken);
        if (values.text(path + ".actor").equals("EXPOSE")) {
            builder.exposeActor();
        }
    }

    private void mapping(KindeSettings.Builder builder) {
        roles("baseRoles.user", builder::userRoles);
        roles("baseRoles.client", builder::clientRoles);
        whenSet("scopesAsRoles", builder::scopesAsRoles);
        whenSet("permissionsAsRoles", builder::permissionsAsRoles);
        whenSet("foreignScopes", builder::foreignScopes);
        builder.scope(ScopeRule.parse(values.text(path + ".scope"))).permissions(texts("declared.permissions"));
        entries("attributes").forEach((name, entry) -> builder.promote(name, text(entry, "attributes." + name)));
        entries("declared.flags").forEach((name, entry) -> {
            Declared declared = declared(entry, "declared.flags." + name);
            builder.flag(name, declared.type(), declared.fallback());
        });
        entries("declared.properties").forEach((name, entry) -> {
            Declared declared = declared(entry, "declared.properties." + name);
            builder.property(declared.of(), name, declared.type(), declared.fallback());
        });
    }

    private void whenSet(String key, Runnable then) {
        if (values.flag(path + "." + key)) {
            then.run();
        }
    }

    private String[] texts(String key) {
        return values.texts(path + "." + key, List.of()).toArray(String[]::new);
    }

    private void roles(String key, Consumer<String[]> then) {
        String[] roles = texts(key);
        if (roles.length > 0) {
            then.accept(roles);
        }
    }

    private Map<String, ConfigNode.Entry> entries(String key) {
        ConfigNode.Mapping mapping = values.mapping(path + "." + key);
        return mapping == null ? Map.of() : mapping.entries();
    }

    private static String text(ConfigNode.Entry entry, String key) {
        if (entry.value() instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
            return scalar.text();
        }
        throw new IllegalArgumentException("`" + key + "` must be a single value");
    }

    private record Declared(DeclaredType type, @Nullable Object fallback, PropertyOwner of) {}

    /** {@code int}, or {@code {type: int, default: 0, of: user}}. */
    private static Declared declared(ConfigNode.Entry entry, String key) {
        if (entry.value() instanceof ConfigNode.Scalar) {
            return new Declared(type(text(entry, key), key), null, PropertyOwner.USER);
        }
        if (!(entry.value() instanceof ConfigNode.Mapping mapping)) {
            throw new IllegalArgumentException("`" + key + "` must be a type or `{type, default}`");
        }
        DeclaredType type = null;
        Object fallback = null;
        PropertyOwner of = PropertyOwner.USER;
        for (Map.Entry<String, ConfigNode.Entry> part : mapping.entries().entrySet()) {
            switch (part.getKey()) {
                case "type" -> type = type(text(part.getValue(), key + ".type"), key);
                case "default" -> fallback = ValueType.untyped(part.getValue().value());
                case "of" -> of = owner(text(part.getValue(), key + ".of"), key);
                default -> throw new IllegalArgumentException("unknown key `" + part.getKey() + "` in `" + key + "`");
            }
        }
        if (type == null) {
            throw new IllegalArgumentException("`" + key + "` needs a `type`");
        }
        return new Declared(type, fallback, of);
    }

    private static DeclaredType type(String name, String key) {
        DeclaredType type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("the type of `" + key
                    + "` must be one of `boolean`, `string`, `integer`, `number` and `json`, not `" + name + "`");
        }
        return type;
    }

    private static PropertyOwner owner(String name, String key) {
        return Arrays.stream(PropertyOwner.values())
                .filter(owner -> owner.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + key + ".of` must be one of "
                        + Arrays.stream(PropertyOwner.values())
                                .map(owner -> "`" + owner.name().toLowerCase(Locale.ROOT) + "`")
                                .collect(Collectors.joining(", "))
                        + ", not `" + name + "`"));
    }

    private void error(String key, String message) {
        errors.accept(new Problem(values.placeOf(key), message));
    }
}
