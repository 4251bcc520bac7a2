package dev.verdict.server.config;

import static dev.verdict.server.config.Key.Treatment.HONOURED;
import static dev.verdict.server.config.Key.Treatment.NO_EFFECT;
import static dev.verdict.server.config.Key.Treatment.OWN;
import static dev.verdict.server.config.Key.Treatment.REFUSED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All keys of the sections that are read strictly. The table of the reference documentation is tested against this. */
final class Keys {
    private static final ValueType TEXT = new ValueType.Text();
    private static final ValueType FLAG = new ValueType.Flag();
    private static final ValueType PATH = new ValueType.FilePath();
    private static final ValueType TIME = new ValueType.Time(Duration.ZERO);
    private static final ValueType POSITIVE_TIME = new ValueType.Time(Duration.ofNanos(1));
    private static final ValueType COUNT = new ValueType.Whole(0, Integer.MAX_VALUE);
    private static final ValueType REQUEST_LIMIT = new ValueType.Whole(1, 500);
    private static final ValueType TEXTS = new ValueType.TextList();
    private static final ValueType ANY = new ValueType.Anything();

    /** In the order of the documentation. */
    static final List<Key> ALL = all();

    private static final Map<String, Key> BY_PATH = byPath();

    private Keys() {}

    static @Nullable Key at(String path) {
        return BY_PATH.get(path);
    }

    /**
     * The registry's way to write {@code path}: list positions become {@code []}.
     */
    static String pattern(String path) {
        var pattern = new StringBuilder();
        boolean inside = false;
        for (int at = 0; at < path.length(); at++) {
            char c = path.charAt(at);
            if (c == ']') {
                inside = false;
            }
            if (!inside) {
                pattern.append(c);
            }
            if (c == '[') {
                inside = true;
            }
        }
        return pattern.toString();
    }

    /** Names that may follow {@code prefix}. */
    static List<String> childrenOf(String prefix) {
        return ALL.stream()
                .map(Key::path)
                .filter(path -> path.startsWith(prefix + "."))
                .map(path -> firstName(path.substring(prefix.length() + 1)))
                .distinct()
                .toList();
    }

    private static String firstName(String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        return name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
    }

    private static Map<String, Key> byPath() {
        var keys = new LinkedHashMap<String, Key>();
        ALL.forEach(key -> keys.put(key.path(), key));
        return keys;
    }

    private static List<Key> all() {
        List<Key> keys = new ArrayList<>();
        server(keys);
        serverAdvanced(keys);
        engine(keys);
        auxData(keys);
        storageAndAudit(keys);
        withoutEffect(keys);
        return List.copyOf(keys);
    }

    private static void server(List<Key> keys) {
        ValueType address = new ValueType.Address();
        keys.add(new Key("server.httpListenAddr", address, ":3592", HONOURED, "HTTP address"));
        keys.add(new Key("server.grpcListenAddr", address, ":3593", HONOURED, "gRPC address"));
        keys.add(new Key("server.udsFileMode", new ValueType.FileMode(), "0o766", HONOURED, "mode of unix sockets"));
        keys.add(new Key("server.tls.cert", PATH, "", HONOURED, "certificate chain in PEM"));
        keys.add(new Key("server.tls.key", PATH, "", HONOURED, "private key in PEM"));
        keys.add(new Key("server.tls.caCert", PATH, "", HONOURED, "authorities of client certificates"));
        keys.add(new Key("server.cors.disabled", FLAG, "false", HONOURED, "no CORS headers"));
        keys.add(new Key("server.cors.allowedOrigins", TEXTS, "", HONOURED, "none given: any origin"));
        keys.add(new Key("server.cors.allowedHeaders", TEXTS, "", HONOURED, "replaces the default list"));
        keys.add(new Key("server.cors.maxAge", TIME, "", NO_EFFECT, "has none in the reference either"));
        keys.add(new Key("server.metricsEnabled", FLAG, "true", HONOURED, "`/_cerbos/metrics`"));
        keys.add(new Key("server.apiExplorerEnabled", FLAG, "true", NO_EFFECT, "Verdict has no API explorer page"));
        keys.add(new Key("server.logRequestPayloads", FLAG, "false", HONOURED, "log request and response bodies"));
        keys.add(new Key("server.playgroundEnabled", FLAG, "false", NO_EFFECT, "Verdict has no playground"));
        keys.add(new Key("server.embeddedMode", FLAG, "false", NO_EFFECT, "only changes log lines"));
        keys.add(
                new Key("server.adminAPI.enabled", FLAG, "false", REFUSED, "the admin API is not part of Verdict yet"));
        keys.add(new Key("server.adminAPI.adminCredentials.username", TEXT, "", NO_EFFECT, "needs the admin API"));
        keys.add(new Key("server.adminAPI.adminCredentials.passwordHash", TEXT, "", NO_EFFECT, "needs the admin API"));
        keys.add(new Key(
                "server.requestLimits.maxActionsPerResource", REQUEST_LIMIT, "50", HONOURED, "actions per resource"));
        keys.add(new Key(
                "server.requestLimits.maxResourcesPerRequest", REQUEST_LIMIT, "50", HONOURED, "resources per request"));
    }

    private static void serverAdvanced(List<Key> keys) {
        keys.add(new Key("server.advanced.http.readTimeout", TIME, "30s", HONOURED, "reading one request"));
        keys.add(new Key("server.advanced.http.readHeaderTimeout", TIME, "15s", HONOURED, "reading its headers"));
        keys.add(new Key("server.advanced.http.writeTimeout", TIME, "30s", HONOURED, "writing one response"));
        keys.add(new Key("server.advanced.http.idleTimeout", TIME, "120s", HONOURED, "idle connection"));
        keys.add(new Key(
                "server.advanced.grpc.maxRecvMsgSizeBytes",
                new ValueType.Whole(1, Integer.MAX_VALUE),
                "4194304",
                HONOURED,
                "one message, and one HTTP body"));
        keys.add(new Key("server.advanced.grpc.maxConnectionAge", TIME, "10m", HONOURED, "then GOAWAY"));
        keys.add(new Key("server.advanced.grpc.connectionTimeout", TIME, "60s", HONOURED, "connection establishment"));
        keys.add(new Key(
                "server.advanced.grpc.maxConcurrentStreams",
                new ValueType.Whole(0, 4_294_967_295L),
                "1024",
                HONOURED,
                "per connection; 0 for no limit"));
    }

    private static void engine(List<Key> keys) {
        keys.add(new Key("engine.defaultPolicyVersion", TEXT, "default", HONOURED, "for requests without a version"));
        keys.add(new Key("engine.defaultScope", TEXT, "", HONOURED, "for requests without a scope"));
        keys.add(new Key("engine.globals.*", ANY, "", HONOURED, "`globals` in expressions"));
        keys.add(new Key("engine.lenientScopeSearch", FLAG, "false", HONOURED, "missing scopes fall back to parents"));
        keys.add(new Key("engine.strictEvaluation", FLAG, "false", HONOURED, "a failed expression denies the action"));
        keys.add(new Key(
                "engine.celErrorLogLevel",
                new ValueType.OneOf(List.of("none", "debug", "info", "warn", "error")),
                "warn",
                HONOURED,
                "where failed expressions are logged"));
        keys.add(new Key("engine.policyLoaderTimeout", TIME, "2s", NO_EFFECT, "loading is never cut short"));
        keys.add(new Key("engine.numWorkers", COUNT, "", NO_EFFECT, "the reference's thread pool"));
        keys.add(new Key(
                "engine.budget.maxSteps",
                new ValueType.Whole(1, Long.MAX_VALUE),
                "1000000",
                OWN,
                "steps of evaluation that one decision may take"));
        keys.add(new Key("engine.budget.maxTime", POSITIVE_TIME, "50ms", OWN, "time that one decision may take"));
        keys.add(new Key(
                "schema.enforcement",
                new ValueType.OneOf(List.of("none", "warn", "reject")),
                "none",
                HONOURED,
                "what happens to attributes that a schema refuses"));
        keys.add(new Key("schema.cacheSize", COUNT, "1024", HONOURED, "compiled schemas kept"));
    }

    private static void auxData(List<Key> keys) {
        keys.add(new Key("auxData.jwt.disableVerification", FLAG, "false", HONOURED, "skip signatures and keys"));
        keys.add(new Key("auxData.jwt.acceptableTimeSkew", TIME, "0s", HONOURED, "for `exp`, `nbf` and `iat`"));
        keys.add(new Key("auxData.jwt.cacheSize", ANY, "", NO_EFFECT, "deprecated in the reference"));
        keys.add(new Key("auxData.jwt.keySets[].id", TEXT, "", HONOURED, "required, distinct"));
        keys.add(new Key("auxData.jwt.keySets[].remote.url", new ValueType.Url(), "", HONOURED, "JWKS endpoint"));
        keys.add(new Key(
                "auxData.jwt.keySets[].remote.refreshInterval", TIME, "", HONOURED, "none given: HTTP caching"));
        keys.add(new Key("auxData.jwt.keySets[].local.file", PATH, "", HONOURED, "JWK or JWKS file"));
        keys.add(
                new Key("auxData.jwt.keySets[].local.data", new ValueType.Encoded(), "", HONOURED, "the same, inline"));
        keys.add(new Key("auxData.jwt.keySets[].local.pem", FLAG, "false", HONOURED, "contents are PEM"));
        keys.add(new Key("auxData.jwt.keySets[].insecure.optionalAlg", FLAG, "false", HONOURED, "keys may lack `alg`"));
        keys.add(new Key(
                "auxData.jwt.keySets[].insecure.optionalKid", FLAG, "false", HONOURED, "tokens may lack `kid`"));
        KindeKeys.addTo(keys);
    }

    private static void storageAndAudit(List<Key> keys) {
        keys.add(new Key("storage.driver", TEXT, "", HONOURED, "required; only `disk` so far"));
        keys.add(new Key("storage.disk.directory", PATH, "", HONOURED, "required; the folder with the policies"));
        keys.add(new Key("storage.disk.watchForChanges", FLAG, "false", HONOURED, "take changed files while running"));
        keys.add(new Key("storage.disk.scratchDir", ANY, "", NO_EFFECT, "has none in the reference either"));
        keys.add(new Key("audit.enabled", FLAG, "false", REFUSED, "the audit log is not part of Verdict yet"));
    }

    private static void withoutEffect(List<Key> keys) {
        keys.add(new Key("compile.cacheSize", ANY, "", NO_EFFECT, "deprecated in the reference"));
        keys.add(new Key("compile.cacheDuration", ANY, "", NO_EFFECT, "deprecated in the reference"));
    }
}
