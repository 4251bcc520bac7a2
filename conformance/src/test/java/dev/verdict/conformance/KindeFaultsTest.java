package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verdict.cli.serving.DecisionServer;
import dev.verdict.conformance.json.Json;
import dev.verdict.kinde.emulator.EmulatorOptions;
import dev.verdict.kinde.emulator.KindeEmulator;
import dev.verdict.kinde.emulator.control.Faults;
import dev.verdict.kinde.emulator.control.Faults.ApiFault;
import dev.verdict.kinde.emulator.control.Faults.KeysFault;
import dev.verdict.kinde.emulator.token.HostileForm;
import dev.verdict.server.config.ConfigurationLoader;
import dev.verdict.server.config.ConfigurationResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kinde that fails in every way while requests run: no wrong decision, and everything that can go on goes on. */
class KindeFaultsTest {
    private static final String BO = "bo@northwind.example";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Editors may edit and nobody may publish, so that a decision shows whether the roles were known. */
    private static final String POLICY = """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: document
              version: default
              rules:
                - {actions: [edit], effect: EFFECT_ALLOW, roles: [editor]}
                - {actions: [look], effect: EFFECT_ALLOW, roles: [guest]}
            """;

    private static final String CONFIGURATION = """
            server: {httpListenAddr: "127.0.0.1:0", grpcListenAddr: "127.0.0.1:0"}
            storage: {driver: disk, disk: {directory: policies}}
            auxData:
              jwt:
                keySets:
                  - id: kinde
                    kinde:
                      issuers: [{issuer: "%s"}]
                      principal: replace
            """;

    @TempDir
    Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void writePolicy() throws IOException {
        Files.createDirectories(folder.resolve("policies"));
        Files.writeString(folder.resolve("policies/document.yaml"), POLICY);
    }

    /** Roles from the Management API, asked for again after a moment. */
    private static String enrichment(String issuer) {
        return """
                          enrichment:
                            claims:
                              roles: {when: always, from: managementApi}
                            budget: 5s
                            ttl: 200ms
                            staleFor: 10m
                            management:
                              host: "%s"
                              clientId: c3d0f2e76a9b4b2e8b3b8c4f5e6d7c81
                              clientSecret: backOfficeSecretForTestsOnly0000000000000007
                """.formatted(issuer);
    }

    private DecisionServer server(String configuration) throws IOException {
        Path file = Files.writeString(folder.resolve("verdict.yaml"), configuration);
        ConfigurationResult result = new ConfigurationLoader(Map.of(), folder).load(file.toString(), List.of());
        assertThat(result).isInstanceOf(ConfigurationResult.Loaded.class);
        return DecisionServer.open(((ConfigurationResult.Loaded) result).configuration());
    }

    @Test
    void knownTokensAndKeysOutliveTheirIssuer() throws Exception {
        KindeEmulator kinde = KindeEmulator.start(EmulatorOptions.DEFAULT);
        try (DecisionServer server = server(CONFIGURATION.formatted(kinde.issuer("")))) {
            String known = kinde.accessToken(BO);
            String never = kinde.accessToken("ada@northwind.example");
            awaitAnswer(server, known, "200 EFFECT_ALLOW EFFECT_DENY");
            try (var load = new Load(server, known)) {
                for (KeysFault fault : KeysFault.values()) {
                    kinde.faults().keys(fault, Faults.FOR_EVER);
                    load.goOn();
                }
                kinde.close();
                load.goOn();
                assertThat(load.outcomes())
                        .containsOnlyKeys("200 EFFECT_ALLOW EFFECT_DENY", "no token: 200 EFFECT_ALLOW");
            }
            assertThat(ask(server, never)).isEqualTo("200 EFFECT_DENY EFFECT_DENY");
        }
    }

    @Test
    void theServerStartsWithoutKeysAndGetsThemByItself() throws Exception {
        for (KeysFault fault : List.of(KeysFault.DOWN, KeysFault.TRUNCATED, KeysFault.HUGE, KeysFault.REDIRECT_LOOP)) {
            try (KindeEmulator kinde = KindeEmulator.start(EmulatorOptions.DEFAULT)) {
                kinde.faults().keys(fault, Faults.FOR_EVER);
                String token = kinde.accessToken(BO);
                try (DecisionServer server = server(CONFIGURATION.formatted(kinde.issuer("")))) {
                    awaitAnswer(server, token, "503 KEYS_UNAVAILABLE");
                    assertThat(get(server, "/readyz?verbose"))
                            .startsWith("ok\n")
                            .contains("degraded: there are no keys of " + kinde.issuer("") + " yet");
                    assertThat(withoutToken(server)).isEqualTo("no token: 200 EFFECT_ALLOW");

                    kinde.faults().reset();

                    awaitAnswer(server, token, "200 EFFECT_ALLOW EFFECT_DENY");
                }
            }
        }
    }

    @Test
    void rotatedKeysAreFetchedOnceAndUnknownOnesDoNotFlood() throws Exception {
        try (KindeEmulator kinde = KindeEmulator.start(EmulatorOptions.DEFAULT);
                DecisionServer server = server(CONFIGURATION.formatted(kinde.issuer("")))) {
            String old = kinde.accessToken(BO);
            awaitAnswer(server, old, "200 EFFECT_ALLOW EFFECT_DENY");
            long fetched = keyRequests(kinde);
            try (var load = new Load(server, old)) {
                kinde.keys("").rotate();
                assertThat(ask(server, kinde.accessToken(BO))).isEqualTo("200 EFFECT_ALLOW EFFECT_DENY");
                Map<String, @Nullable Object> claims = KindeEmulator.claimsOf(old);
                for (int i = 0; i < 200; i++) {
                    claims.put("jti", "flood-" + i);
                    assertThat(ask(server, kinde.hostile("", HostileForm.UNKNOWN_KID, claims)))
                            .isEqualTo("401 KEY_UNKNOWN");
                }
                load.goOn();
                assertThat(load.outcomes())
                        .containsOnlyKeys("200 EFFECT_ALLOW EFFECT_DENY", "no token: 200 EFFECT_ALLOW");
            }
            assertThat(keyRequests(kinde) - fetched).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void rolesLastReadStandInForAnApiThatFails() throws Exception {
        try (KindeEmulator kinde = KindeEmulator.start(EmulatorOptions.DEFAULT)) {
            String issuer = kinde.issuer("");
            try (DecisionServer server = server(CONFIGURATION.formatted(issuer) + enrichment(issuer))) {
                String token = kinde.accessToken(BO);
                awaitAnswer(server, token, "200 EFFECT_ALLOW EFFECT_DENY");
                try (var load = new Load(server, token)) {
                    for (ApiFault fault : ApiFault.values()) {
                        kinde.faults().api(fault, Faults.FOR_EVER);
                        load.goOn();
                    }
                    assertThat(load.outcomes())
                            .containsOnlyKeys("200 EFFECT_ALLOW EFFECT_DENY", "no token: 200 EFFECT_ALLOW");
                }
                String unread = kinde.accessToken("gus@northwind.example");
                kinde.faults().api(ApiFault.BROKEN, Faults.FOR_EVER);

                assertThat(ask(server, unread)).isEqualTo("503 ENRICHMENT_UNAVAILABLE");
            }
        }
    }

    private static long keyRequests(KindeEmulator kinde) {
        return kinde.requests("GET", "/.well-known/jwks") + kinde.requests("GET", "/.well-known/jwks.json");
    }

    private void awaitAnswer(DecisionServer server, String token, String answer) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ask(server, token)).isEqualTo(answer));
    }

    /** Whether the bearer may edit and publish, or the status and the reason of the refusal. */
    private String ask(DecisionServer server, String token) throws Exception {
        HttpResponse<String> response = post(
                server,
                "/verdict/check",
                token,
                "{\"resources\":[{\"actions\":[\"edit\",\"publish\"],\"resource\":{\"kind\":\"document\",\"id\":\"1\"}}]}");
        Map<String, @Nullable Object> answer = Json.object(Json.parse(response.body()));
        if (response.statusCode() != 200) {
            Map<String, @Nullable Object> detail =
                    Json.object(Json.list(answer.get("details")).get(0));
            return response.statusCode() + " " + detail.get("reason");
        }
        Map<String, @Nullable Object> actions = actions(answer);
        return "200 " + actions.get("edit") + " " + actions.get("publish");
    }

    private String withoutToken(DecisionServer server) throws Exception {
        HttpResponse<String> response = post(server, "/api/check/resources", "", """
                {"principal": {"id": "g", "roles": ["guest"]},
                 "resources": [{"actions": ["look"], "resource": {"kind": "document", "id": "1"}}]}
                """);
        return "no token: " + response.statusCode() + " "
                + actions(Json.object(Json.parse(response.body()))).get("look");
    }

    private static Map<String, @Nullable Object> actions(Map<String, @Nullable Object> answer) {
        return Json.object(Json.object(Json.list(answer.get("results")).get(0)).get("actions"));
    }

    private HttpResponse<String> post(DecisionServer server, String path, String token, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(server, path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String get(DecisionServer server, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(server, path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static URI uri(DecisionServer server, String path) {
        return URI.create("http://" + server.httpAddress().text() + path);
    }

    /** Two callers that go on asking until closed, and what they were told. */
    private final class Load implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private final List<Thread> threads = new ArrayList<>();

        Load(DecisionServer server, String token) {
            threads.add(caller(() -> ask(server, token)));
            threads.add(caller(() -> withoutToken(server)));
            threads.forEach(Thread::start);
        }

        private interface Question {
            String ask() throws Exception;
        }

        private Thread caller(Question question) {
            return Thread.ofPlatform().daemon().unstarted(() -> {
                while (!ended.get()) {
                    count(outcome(question));
                }
            });
        }

        private String outcome(Question question) {
            try {
                return question.ask();
            } catch (Exception e) {
                return "failed: " + e;
            }
        }

        private synchronized void count(String outcome) {
            outcomes.merge(outcome, 1, Integer::sum);
        }

        private synchronized int total() {
            return outcomes.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** Waits until a hundred more questions were answered, and somewhat longer than what is known counts as fresh. */
        void goOn() throws InterruptedException {
            int before = total();
            Thread.sleep(300);
            await().atMost(PATIENCE).until(() -> total() >= before + 100);
        }

        synchronized Map<String, Integer> outcomes() {
            return new TreeMap<>(outcomes);
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }
}
