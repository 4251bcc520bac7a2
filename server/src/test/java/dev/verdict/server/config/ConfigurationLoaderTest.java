package dev.verdict.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {
    private static final String DISK = "storage: {driver: disk, disk: {directory: /p}}\n";

    private final ConfigurationLoader loader = new ConfigurationLoader(
            Map.of("PORT", "4000", "EMPTY", "", "FLAG", "yes", "ORIGINS", "[https://a.example, https://b.example]"),
            Path.of("/work-dir"));

    private Configuration load(String text, String... overrides) {
        return loaded(text, overrides).configuration();
    }

    private ConfigurationResult.Loaded loaded(String text, String... overrides) {
        ConfigurationResult result = loader.loadText(text, "verdict.yaml", Arrays.asList(overrides));
        assertThat(result).isInstanceOf(ConfigurationResult.Loaded.class);
        return (ConfigurationResult.Loaded) result;
    }

    private List<String> errors(String text, String... overrides) {
        ConfigurationResult result = loader.loadText(text, "verdict.yaml", Arrays.asList(overrides));
        assertThat(result).isInstanceOf(ConfigurationResult.Rejected.class);
        return ((ConfigurationResult.Rejected) result)
                .errors().stream()
                        .map(problem -> problem.place() + ": " + problem.message()
                                + (problem.help() == null ? "" : " (" + problem.help() + ")"))
                        .toList();
    }

    @Test
    void noFileMeansTheFolderPoliciesOfTheWorkingDirectoryAndTheReferencePorts() {
        ConfigurationResult result = loader.load(null, List.of());

        assertThat(result)
                .isEqualTo(new ConfigurationResult.Loaded(
                        Configuration.of(new StorageSettings(Path.of("/work-dir/policies"), true)), List.of()));
        assertThat(loader.load("__default__", List.of())).isEqualTo(result);
    }

    @Test
    void aFileWithOnlyAStoreHasTheDefaultsOfTheRecords() {
        assertThat(load(DISK)).isEqualTo(Configuration.of(new StorageSettings(Path.of("/p"), false)));
    }

    @Test
    void aFileOfTheReferenceLoadsUnchanged() {
        Configuration configuration = load("""
                server:
                  httpListenAddr: "127.0.0.1:3592"
                  grpcListenAddr: "unix:/run/verdict.sock"
                  udsFileMode: 0o600
                  cors: {allowedOrigins: ["https://app.example"], allowedHeaders: [Authorization]}
                  metricsEnabled: off
                  requestLimits: {maxActionsPerResource: 100, maxResourcesPerRequest: 200}
                  advanced:
                    http: {readTimeout: 1m30s}
                    grpc: {maxRecvMsgSizeBytes: 1048576, maxConcurrentStreams: 0}
                engine:
                  defaultPolicyVersion: v2
                  defaultScope: acme
                  globals: {environment: prod, limit: 5, list: [1, "2", null], on: true}
                  lenientScopeSearch: Yes
                  celErrorLogLevel: none
                auxData:
                  jwt:
                    acceptableTimeSkew: 2s
                    keySets:
                      - id: remote
                        remote: {url: "https://id.example/jwks", refreshInterval: 1h}
                      - id: inline
                        local: {data: aGVsbG8=, pem: true}
                        insecure: {optionalAlg: true, optionalKid: true}
                schema: {enforcement: reject}
                storage: {driver: disk, disk: {directory: policies, watchForChanges: true}, git: {anything: goes}}
                telemetry: {disabled: true, foo: bar}
                hub: {credentials: {pdpID: x}}
                audit: {enabled: false, backend: file, file: {path: stdout}}
                """);

        assertThat(configuration.server().httpAddress()).isEqualTo(new ListenAddress.Tcp("127.0.0.1", 3592));
        assertThat(configuration.server().grpcAddress())
                .isEqualTo(new ListenAddress.UnixSocket(Path.of("/run/verdict.sock")));
        assertThat(configuration.server().unixSocketMode()).isEqualTo(0600);
        assertThat(configuration.server().cors().allowedHeaders()).containsExactly("authorization");
        assertThat(configuration.server().metricsEnabled()).isFalse();
        assertThat(configuration.server().requestLimits()).isEqualTo(new ServerSettings.RequestLimits(100, 200));
        assertThat(configuration.server().http().readTimeout()).isEqualTo(Duration.ofSeconds(90));
        assertThat(configuration.server().grpc().maxConcurrentStreams()).isZero();
        assertThat(configuration.engine().globals())
                .containsEntry("limit", 5L)
                .containsEntry("list", Arrays.asList(1L, "2", null))
                .containsEntry("on", true);
        assertThat(configuration.engine().lenientScopeSearch()).isTrue();
        assertThat(configuration.engine().celErrorLogLevel()).isEqualTo(EngineSettings.LogLevel.NONE);
        assertThat(configuration.auxData().keySets())
                .extracting(AuxDataSettings.KeySet::id)
                .containsExactly("remote", "inline");
        assertThat(configuration.auxData().keySets().get(1).keys())
                .isEqualTo(new AuxDataSettings.Keys.Inline("hello", true));
        assertThat(configuration.schema().enforcement()).isEqualTo(SchemaSettings.Enforcement.REJECT);
        assertThat(configuration.storage()).isEqualTo(new StorageSettings(Path.of("/work-dir/policies"), true));
    }

    @Test
    void jsonIsReadAsWell() {
        assertThat(
                        load("{\"storage\": {\"driver\": \"disk\", \"disk\": {\"directory\": \"/p\"}},\n\t\"server\":{\"metricsEnabled\":false}}")
                                .server()
                                .metricsEnabled())
                .isFalse();
    }

    @Test
    void allErrorsOfAFileAreReportedWithTheirPlacesInIt() {
        assertThat(errors("""
                server:
                  httpListenAdr: ":3592"
                  metricsEnabled: maybe
                  requestLimits:
                    maxActionsPerResource: 501
                  advanced: {http: {readTimeout: 10}}
                schema:
                  enforcement: Reject
                storage:
                  driver: disk
                  disk:
                    directory: /p
                    watch: true
                """))
                .containsExactly(
                        "verdict.yaml:2:3: unknown key `httpListenAdr` in `server` (did you mean `httpListenAddr`?)",
                        "verdict.yaml:3:19: `server.metricsEnabled` must be true or false, not `maybe`",
                        "verdict.yaml:5:28: `server.requestLimits.maxActionsPerResource` must be a whole number from 1 to 500, not `501`",
                        "verdict.yaml:6:34: `server.advanced.http.readTimeout` must be a duration such as `300ms`, `10s` or `1h30m`, not `10`",
                        "verdict.yaml:8:16: `schema.enforcement` must be one of `none`, `warn`, `reject`, not `Reject`",
                        "verdict.yaml:13:5: unknown key `watch` in `storage.disk` (allowed are `directory`, `watchForChanges`, `scratchDir`)");
    }

    @Test
    void anErrorShowsTheLineWithCarets() {
        var rejected = (ConfigurationResult.Rejected)
                loader.loadText(DISK + "server:\n  metrics_Enabled: true\n", "verdict.yaml", List.of());

        assertThat(rejected.errors().get(0).render()).isEqualTo("""
                verdict.yaml:3:3: unknown key `metrics_Enabled` in `server`
                  3 |   metrics_Enabled: true
                    |   ^^^^^^^^^^^^^^^
                  help: did you mean `metricsEnabled`?""");
    }

    @Test
    void whatCannotBeIgnoredSafelyIsRefused() {
        assertThat(errors(DISK + "audit: {enabled: true, backend: file}\nserver: {adminAPI: {enabled: true}}\n"))
                .containsExactly(
                        "verdict.yaml:2:18: `audit.enabled: true` is refused: the audit log is not part of Verdict yet"
                                + " (remove the key, or set it to `false`)",
                        "verdict.yaml:3:30: `server.adminAPI.enabled: true` is refused: the admin API is not part of"
                                + " Verdict yet (remove the key, or set it to `false`)");
        assertThat(errors("storage:\n  driver: git\n  git: {url: x}\n"))
                .containsExactly("verdict.yaml:2:3: storage driver `git` is not part of Verdict yet"
                        + " (the driver of this version is `disk`)");
    }

    @Test
    void whatHasNoEffectIsAWarning() {
        ConfigurationResult.Loaded loaded =
                loaded(DISK + "serverr: {}\ncompile: {cacheSize: 10}\ntracing: {}\nserver: {cors: {maxAge: 10s}}\n");

        assertThat(loaded.warnings())
                .extracting(Problem::message)
                .containsExactly(
                        "unknown section `serverr` is ignored",
                        "`compile.cacheSize` has no effect: deprecated in the reference",
                        "section `tracing` has no effect",
                        "`server.cors.maxAge` has no effect: has none in the reference either");
    }

    @Test
    void halfATlsSectionIsAnErrorAndSoIsAMissingFile(@TempDir Path folder) throws Exception {
        Path certificate = Files.writeString(folder.resolve("tls.crt"), "x");

        assertThat(errors(DISK + "server:\n  tls: {cert: " + certificate + "}\n"))
                .containsExactly("verdict.yaml:3:3: `server.tls.key` is missing: TLS needs `server.tls.cert` and"
                        + " `server.tls.key`");
        assertThat(errors(DISK + "server:\n  tls: {cert: " + certificate + ", key: nowhere.key}\n"))
                .containsExactly("verdict.yaml:3:" + (certificate.toString().length() + 17)
                        + ": `server.tls.key`: there is no readable file `nowhere.key`");
    }

    @Test
    void keySetsAreChecked() {
        assertThat(errors(DISK + """
                auxData:
                  jwt:
                    keySets:
                      - id: a
                      - {id: b, local: {file: x, data: eA==}}
                      - {id: c, remote: {}}
                      - {id: d, local: {file: x}, remote: {url: "https://x.example"}}
                      - {id: e, remote: {url: "ftp://x"}}
                """))
                .containsExactly("verdict.yaml:9:31: `auxData.jwt.keySets[4].remote.url` must be an http or https URL,"
                        + " not `ftp://x`");
        assertThat(errors(DISK + """
                auxData:
                  jwt:
                    keySets:
                      - id: a
                      - {id: b, local: {file: x, data: eA==}}
                      - {id: c, remote: {}}
                      - {id: e, local: {file: x}}
                      - {id: e, local: {file: x}}
                """))
                .containsExactly(
                        "verdict.yaml:5:9: `auxData.jwt.keySets[0]` needs exactly one of `remote` and `local`",
                        "verdict.yaml:6:17: `auxData.jwt.keySets[1].local` needs exactly one of `file` and `data`",
                        "verdict.yaml:7:17: `auxData.jwt.keySets[2].remote.url` is required",
                        "verdict.yaml:9:10: key set `e` is defined twice");
    }

    @Test
    void globalsMustBeNamesOfExpressions() {
        assertThat(errors(DISK + "engine: {globals: {a-b: 1, in: 2, ok: 3}, defaultPolicyVersion: ' '}\n"))
                .containsExactly(
                        "verdict.yaml:2:20: `a-b` cannot be a name in `engine.globals`",
                        "verdict.yaml:2:28: `in` cannot be a name in `engine.globals`",
                        "verdict.yaml:2:43: `engine.defaultPolicyVersion` must not be blank");
    }

    @Test
    void overridesMergeMapsReplaceListsAndSplitAtCommas() {
        Configuration configuration = load(
                DISK + "server: {cors: {allowedOrigins: [x, y, z]}, metricsEnabled: true}\n",
                "server.metricsEnabled=false,server.cors.allowedOrigins[0]=a",
                "server.cors.allowedOrigins[1]=b",
                "storage.disk.directory=/q\\,r",
                "auxData.jwt.keySets[0].id=k,auxData.jwt.keySets[0].local.file=keys.json",
                "engine.globals.n=7,engine.globals.s=yes");

        assertThat(configuration.server().metricsEnabled()).isFalse();
        assertThat(configuration.server().cors().allowedOrigins()).containsExactly("a", "b");
        assertThat(configuration.storage().directory()).isEqualTo(Path.of("/q,r"));
        assertThat(configuration.auxData().keySets()).hasSize(1);
        assertThat(configuration.engine().globals()).containsEntry("n", 7L).containsEntry("s", "yes");
    }

    @Test
    void wrongOverridesNameThemselves() {
        assertThat(errors(DISK, "foo", "server.metricsEnable=true", ".x=1", "server.cors.allowedOrigins[x]=1"))
                .containsExactly(
                        "--set .x=1: `.x` is not a key path (write `a.b=c` or `a.b[0]=c`)",
                        "--set foo: key `foo` has no value (write `key.path=value`)",
                        "--set server.cors.allowedOrigins[x]=1: `server.cors.allowedOrigins[x]` is not a key path"
                                + " (write `a.b=c` or `a.b[0]=c`)",
                        "--set server.metricsEnable=true: unknown key `metricsEnable` in `server` (did you mean"
                                + " `metricsEnabled`?)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:${PORT}             | 127.0.0.1:4000",
                "127.0.0.1:$PORT               | 127.0.0.1:4000",
                "'${HOST:localhost}:$PORT'     | localhost:4000",
                "'${SOCKET:unix:/a:b/c}'       | unix:/a:b/c",
                "unix:/a$$b$-c$ d              | unix:/a$b$-c$ d",
                "'x${NONE:\"\"}y${EMPTY}${EMPTY:q}:1' | xy:1",
                "unix:/a${b                    | unix:/a${b",
                "unix:/$1                      | unix:/$1",
            })
    void variablesAreExpanded(String written, String expected) {
        Configuration configuration = load(DISK + "server: {httpListenAddr: '" + written.replace("'", "''") + "'}\n");

        assertThat(configuration.server().httpAddress().text()).isEqualTo(expected);
    }

    @Test
    void anExpandedValueHasTheTypeOfItsNewText() {
        Configuration configuration = load(DISK + """
                server: {metricsEnabled: $FLAG, cors: {allowedOrigins: "${ORIGINS}"}}
                engine: {globals: {port: "${PORT}", flag: "$FLAG", quoted: "4000"}}
                """, "engine.budget.maxSteps=${PORT}");

        assertThat(configuration.server().metricsEnabled()).isTrue();
        assertThat(configuration.server().cors().allowedOrigins())
                .containsExactly("https://a.example", "https://b.example");
        assertThat(configuration.engine().globals()).isEqualTo(Map.of("port", 4000L, "flag", true, "quoted", "4000"));
        assertThat(configuration.engine().budget().maxSteps()).isEqualTo(4000);
    }

    @Test
    void aVariableThatIsNotSetIsAnErrorWithItsPlace() {
        assertThat(errors(DISK + "# $COMMENT\nengine:\n  defaultScope: ${NOPE}\n"))
                .containsExactly(
                        "verdict.yaml:4:17: environment variable `NOPE` is not set (write `${NOPE:default}` for"
                                + " a default, `${NOPE:\"\"}` for an empty one, or `$$` for a dollar sign)");
    }

    @Test
    void brokenFilesHaveAPlace() {
        assertThat(errors("server:\n  a: [1\n")).singleElement().asString().startsWith("verdict.yaml:3:1: expected");
        assertThat(errors("storage: 1\nstorage: 2\n")).containsExactly("verdict.yaml:2:1: key `storage` appears twice");
        assertThat(errors("[1]\n")).containsExactly("verdict.yaml:1:1: a configuration is a map of sections");
        assertThat(errors("a: 1\n---\nb: 2\n"))
                .containsExactly("verdict.yaml:3:1: a configuration file holds one document");
        assertThat(errors(""))
                .containsExactly(
                        "verdict.yaml: `storage.driver` is required (the driver of this version is" + " `disk`)");
    }

    @Test
    void anAliasBombIsRefused() {
        var bomb = new StringBuilder("a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n");
        for (int level = 1; level < 9; level++) {
            bomb.append("a" + level + ": &a" + level + " [" + ("*a" + (level - 1) + ",").repeat(5) + "]\n");
        }

        assertThat(errors(bomb.toString())).singleElement().asString().contains("too many values");
    }

    @Test
    void mergeKeysOfYamlWork() {
        Configuration configuration =
                load(DISK + "x: &limits {maxActionsPerResource: 7}\nserver: {requestLimits: {<<: *limits}}\n");

        assertThat(configuration.server().requestLimits().maxActionsPerResource())
                .isEqualTo(7);
    }

    @Test
    void theEnvironmentNamesTheFile(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("c.yaml"), DISK);
        var cerbos = new ConfigurationLoader(Map.of("CERBOS_CONFIG", "c.yaml"), folder);
        var both = new ConfigurationLoader(Map.of("CERBOS_CONFIG", "c.yaml", "VERDICT_CONFIG", "d.yaml"), folder);

        assertThat(cerbos.load(null, List.of())).isInstanceOf(ConfigurationResult.Loaded.class);
        assertThat(both.load(null, List.of()))
                .isEqualTo(new ConfigurationResult.Rejected(
                        List.of(new Problem(Place.whole("d.yaml"), "there is no such configuration file"))));
    }
}
