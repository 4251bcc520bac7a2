package dev.verdict.server.config;

import dev.verdict.expr.run.Budget;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes settings of typed values and checks what one key alone cannot tell. */
final class SettingsBuilder {
    private static final Set<String> RESERVED = Set.of(
            "as",
            "break",
            "const",
            "continue",
            "else",
            "false",
            "for",
            "function",
            "if",
            "import",
            "in",
            "let",
            "loop",
            "namespace",
            "null",
            "package",
            "return",
            "true",
            "var",
            "void",
            "while");
    private static final Set<String> OTHER_DRIVERS =
            Set.of("git", "blob", "sqlite3", "postgres", "mysql", "overlay", "hub");

    private final Values values;
    private final Path workingDirectory;
    private final Consumer<Problem> errors;
    private final Consumer<Problem> warnings;

    SettingsBuilder(Values values, Path workingDirectory, Consumer<Problem> errors, Consumer<Problem> warnings) {
        this.values = values;
        this.workingDirectory = workingDirectory;
        this.errors = errors;
        this.warnings = warnings;
    }

    /** Null after an error that leaves nothing to build. */
    @Nullable
    Configuration build() {
        ServerSettings server = server();
        EngineSettings engine = engine();
        var schema = new SchemaSettings(
                SchemaSettings.Enforcement.valueOf(values.text("schema.enforcement")),
                values.count("schema.cacheSize"));
        AuxDataSettings auxData = auxData();
        StorageSettings storage = storage();
        return storage == null ? null : new Configuration(server, engine, schema, auxData, storage);
    }

    private ServerSettings server() {
        return new ServerSettings(
                values.value("server.httpListenAddr", ListenAddress.class),
                values.value("server.grpcListenAddr", ListenAddress.class),
                values.value("server.udsFileMode", Integer.class),
                tls(),
                new ServerSettings.Cors(
                        !values.flag("server.cors.disabled"),
                        values.texts("server.cors.allowedOrigins", List.of()),
                        values
                                .texts("server.cors.allowedHeaders", ServerSettings.Cors.DEFAULT.allowedHeaders())
                                .stream()
                                .map(header -> header.toLowerCase(Locale.ROOT))
                                .toList()),
                values.flag("server.metricsEnabled"),
                values.flag("server.apiExplorerEnabled"),
                values.flag("server.logRequestPayloads"),
                new ServerSettings.RequestLimits(
                        values.count("server.requestLimits.maxActionsPerResource"),
                        values.count("server.requestLimits.maxResourcesPerRequest")),
                new ServerSettings.Http(
                        values.duration("server.advanced.http.readTimeout"),
                        values.duration("server.advanced.http.readHeaderTimeout"),
                        values.duration("server.advanced.http.writeTimeout"),
                        values.duration("server.advanced.http.idleTimeout")),
                new ServerSettings.Grpc(
                        values.count("server.advanced.grpc.maxRecvMsgSizeBytes"),
                        values.duration("server.advanced.grpc.maxConnectionAge"),
                        values.duration("server.advanced.grpc.connectionTimeout"),
                        values.number("server.advanced.grpc.maxConcurrentStreams")));
    }

    private ServerSettings.@Nullable Tls tls() {
        Path certificate = file("server.tls.cert");
        Path key = file("server.tls.key");
        Path clientCa = file("server.tls.caCert");
        if (certificate == null && key == null) {
            if (clientCa != null) {
                error("server.tls.caCert", "`server.tls.caCert` needs `server.tls.cert` and `server.tls.key`");
            }
            return null;
        }
        if (certificate == null || key == null) {
            String missing = certificate == null ? "server.tls.cert" : "server.tls.key";
            error("server.tls", "`" + missing + "` is missing: TLS needs `server.tls.cert` and `server.tls.key`");
            return null;
        }
        return new ServerSettings.Tls(certificate, key, clientCa);
    }

    private @Nullable Path file(String key) {
        Path path = values.path(key);
        if (path == null) {
            return null;
        }
        Path resolved = workingDirectory.resolve(path);
        if (!Files.isReadable(resolved) || Files.isDirectory(resolved)) {
            error(key, "`" + key + "`: there is no readable file `" + path + "`");
        }
        return resolved;
    }

    private EngineSettings engine() {
        String version = values.text("engine.defaultPolicyVersion");
        if (version.isBlank()) {
            error("engine.defaultPolicyVersion", "`engine.defaultPolicyVersion` must not be blank");
        }
        return new EngineSettings(
                version,
                values.text("engine.defaultScope"),
                globals(),
                values.flag("engine.lenientScopeSearch"),
                values.flag("engine.strictEvaluation"),
                EngineSettings.LogLevel.valueOf(values.text("engine.celErrorLogLevel")),
                new Budget(values.number("engine.budget.maxSteps"), values.duration("engine.budget.maxTime")));
    }

    private Map<String, @Nullable Object> globals() {
        ConfigNode.Mapping mapping = values.mapping("engine.globals");
        if (mapping == null) {
            return Map.of();
        }
        Map<String, @Nullable Object> globals = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> {
            if (!isIdentifier(name)) {
                errors.accept(new Problem(entry.keyPlace(), "`" + name + "` cannot be a name in `engine.globals`"));
            }
            globals.put(name, ValueType.untyped(entry.value()));
        });
        return globals;
    }

    private static boolean isIdentifier(String name) {
        if (name.isEmpty() || RESERVED.contains(name) || Character.isDigit(name.charAt(0))) {
            return false;
        }
        return name.chars()
                .allMatch(c -> c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
    }

    private AuxDataSettings auxData() {
        boolean unverified = values.flag("auxData.jwt.disableVerification");
        if (unverified) {
            warnings.accept(new Problem(
                    values.placeOf("auxData.jwt.disableVerification"), "tokens are accepted without verification"));
        }
        List<AuxDataSettings.KeySet> keySets = new ArrayList<>();
        List<KindeKeySet> kindeKeySets = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int index = 0; index < values.elements("auxData.jwt.keySets"); index++) {
            String path = "auxData.jwt.keySets[" + index + "]";
            String id = values.text(path + ".id");
            if (id.isEmpty()) {
                error(path, "`" + path + ".id` is required");
            } else if (seen.putIfAbsent(id, index) != null) {
                error(path + ".id", "key set `" + id + "` is defined twice");
            }
            if (values.isWritten(path + ".kinde")) {
                KindeKeySet kinde = kindeKeySet(path, id, unverified);
                if (kinde != null) {
                    kindeKeySets.add(kinde);
                }
            } else {
                AuxDataSettings.KeySet keySet = keySet(path, id);
                if (keySet != null) {
                    keySets.add(keySet);
                }
            }
        }
        return new AuxDataSettings(
                unverified, values.duration("auxData.jwt.acceptableTimeSkew"), keySets, kindeKeySets);
    }

    private @Nullable KindeKeySet kindeKeySet(String path, String id, boolean unverified) {
        for (String other : List.of("remote", "local", "insecure")) {
            if (values.isWritten(path + "." + other)) {
                error(path + "." + other, "`" + path + "` needs only one of `kinde` and `" + other + "`");
            }
        }
        if (unverified) {
            error(
                    "auxData.jwt.disableVerification",
                    "`auxData.jwt.disableVerification` cannot be used with key sets of kind `kinde`");
        }
        return new KindeSection(values, workingDirectory, errors, path).read(id);
    }

    private AuxDataSettings.@Nullable KeySet keySet(String path, String id) {
        URI url = values.optional(path + ".remote.url", URI.class);
        Path file = values.path(path + ".local.file");
        String data = values.optional(path + ".local.data", String.class);
        boolean remote = values.isWritten(path + ".remote");
        boolean local = values.isWritten(path + ".local");
        AuxDataSettings.Keys keys = null;
        if (remote == local) {
            error(path, "`" + path + "` needs exactly one of `remote` and `local`");
        } else if (remote && url == null) {
            error(path + ".remote", "`" + path + ".remote.url` is required");
        } else if (local && (file == null) == (data == null)) {
            error(path + ".local", "`" + path + ".local` needs exactly one of `file` and `data`");
        } else {
            keys = keys(path, url, file, data);
        }
        return keys == null
                ? null
                : new AuxDataSettings.KeySet(
                        id,
                        keys,
                        values.flag(path + ".insecure.optionalAlg"),
                        values.flag(path + ".insecure.optionalKid"));
    }

    private AuxDataSettings.@Nullable Keys keys(
            String path, @Nullable URI url, @Nullable Path file, @Nullable String data) {
        boolean pem = values.flag(path + ".local.pem");
        if (url != null) {
            Duration interval = values.optional(path + ".remote.refreshInterval", Duration.class);
            return new AuxDataSettings.Keys.Remote(url, interval);
        }
        if (file != null) {
            return new AuxDataSettings.Keys.LocalFile(workingDirectory.resolve(file), pem);
        }
        return data == null ? null : new AuxDataSettings.Keys.Inline(data, pem);
    }

    private @Nullable StorageSettings storage() {
        String driver = values.text("storage.driver");
        if (!driver.equals("disk")) {
            String key = driver.isEmpty() ? "storage" : "storage.driver";
            String message = driver.isEmpty()
                    ? "`storage.driver` is required"
                    : "storage driver `" + driver + "` is "
                            + (OTHER_DRIVERS.contains(driver) ? "not part of Verdict yet" : "unknown");
            errors.accept(new Problem(values.placeOf(key), message, "the driver of this version is `disk`"));
            return null;
        }
        Path directory = values.path("storage.disk.directory");
        if (directory == null) {
            error("storage.disk", "`storage.disk.directory` is required");
            return null;
        }
        return new StorageSettings(workingDirectory.resolve(directory), values.flag("storage.disk.watchForChanges"));
    }

    private void error(String key, String message) {
        errors.accept(new Problem(values.placeOf(key), message));
    }
}
