package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import com.google.rpc.ErrorInfo;
import dev.verdict.conformance.json.Json;
import dev.verdict.conformance.pdp.Launch;
import dev.verdict.conformance.pdp.ReferenceServer;
import dev.verdict.conformance.pdp.VerdictInProcess;
import dev.verdict.kinde.fixtures.FixtureFile;
import dev.verdict.kinde.fixtures.TokenFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hostile tokens of module {@code kinde}, sent to running servers. */
class KindeTokensTest {
    private static final Map<String, String> POLICIES = Map.of("album.yaml", """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: album
              version: default
              rules:
                - {actions: [view], effect: EFFECT_ALLOW, roles: ['*']}
            """);

    /** Where our plain key sets differ from the reference on purpose: see docs/differences.md. */
    private static final Set<String> DIFFERENT = Set.of(
            "H1 alg none with a good signature",
            "H1 no alg",
            "H13 key inside of a good token",
            "H15 unknown crit",
            "H15 empty crit");

    @TempDir
    Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    /** Those that do not need a clock that stands still. */
    private static List<TokenFixture> fixtures() {
        return FixtureFile.named("hostile.yaml").tokens().stream()
                .filter(token -> token.field("exact") == null)
                .toList();
    }

    private static Map<String, List<TokenFixture>> bySettings() {
        var groups = new LinkedHashMap<String, List<TokenFixture>>();
        for (TokenFixture token : fixtures()) {
            groups.computeIfAbsent(token.text("settings", "{}"), settings -> new ArrayList<>())
                    .add(token);
        }
        return groups;
    }

    @Test
    void aKeySetOfKindeAnswersAsTheFileSaysOverEveryProtocol() throws Exception {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (List<TokenFixture> tokens : bySettings().values()) {
            Map<String, @Nullable Object> settings =
                    new KindeConfiguration(folder).settings(tokens.get(0).field("settings"));
            try (var server = new Server(new VerdictInProcess().start(POLICIES, settings))) {
                for (TokenFixture fixture : tokens) {
                    asked++;
                    String token = fixture.token(Instant.now());
                    String id = fixture.idToken(Instant.now());
                    if (token.isEmpty()) {
                        continue; // the message itself is invalid then, as in the reference
                    }
                    String expected = expected(fixture);
                    compare(fixture, "HTTP", expected, server.overHttp(client, token, id), wrong);
                    compare(fixture, "gRPC", expected, server.overGrpc(token, id), wrong);
                    if (id == null && isHeader(token)) {
                        compare(fixture, "bearer", expected, server.asBearer(client, token), wrong);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(80);
    }

    private static void compare(TokenFixture fixture, String how, String expected, String outcome, List<String> wrong) {
        if (!outcome.equals(expected)) {
            wrong.add(fixture.text("id", "") + " " + fixture.name() + " over " + how + ": " + outcome + ", not "
                    + expected);
        }
    }

    /** A header cannot hold every text. */
    private static boolean isHeader(String token) {
        return !token.isBlank() && token.length() < 30_000 && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static String expected(TokenFixture fixture) {
        String expected = fixture.text("expect", "?");
        return expected.equals("verified") ? "ALLOW" : expected.toUpperCase(Locale.ROOT);
    }

    @Test
    void aPlainKeySetAnswersAsTheReferenceDoes() throws Exception {
        Optional<ReferenceServer> reference = References.server("hostile tokens beside the reference");
        if (reference.isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> settings = new KindeConfiguration(folder).plainSettings();
        var differences = new TreeMap<String, String>();
        try (var ours = new Server(new VerdictInProcess().start(POLICIES, settings));
                var theirs = new Server(reference.get().start(POLICIES, settings))) {
            for (TokenFixture fixture : fixtures()) {
                String token = fixture.token(Instant.now());
                int expected = theirs.status(client, token);
                int status = ours.status(client, token);
                if (status != expected) {
                    differences.put(
                            fixture.text("id", "") + " " + fixture.name(),
                            "reference " + expected + ", ours " + status);
                }
            }
        }
        differences.keySet().removeIf(name -> DIFFERENT.contains(name) || name.startsWith("H31 "));
        assertThat(differences).isEmpty();
    }

    /** A running server, asked with tokens. */
    private record Server(Launch.Running running) implements AutoCloseable {
        Server(Launch launch) {
            this(running(launch));
        }

        private static Launch.Running running(Launch launch) {
            assertThat(launch).isInstanceOf(Launch.Running.class);
            return (Launch.Running) launch;
        }

        String overHttp(HttpClient client, String token, @Nullable String id) throws Exception {
            Map<String, @Nullable Object> body = call();
            body.put("auxData", auxData(token, id));
            return outcome(post(client, "/api/check/resources", body, ""), "invalid auxData");
        }

        int status(HttpClient client, String token) throws Exception {
            Map<String, @Nullable Object> body = call();
            body.put("auxData", auxData(token, null));
            return post(client, "/api/check/resources", body, "").statusCode();
        }

        String asBearer(HttpClient client, String token) throws Exception {
            Map<String, @Nullable Object> body = call();
            body.remove("principal");
            HttpResponse<String> response = post(client, "/verdict/check", body, token);
            if (response.statusCode() == 401) {
                assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
                        .startsWith("Bearer realm=\"verdict\", error=\"invalid_token\", error_description=\"");
            }
            return outcome(response, "the token ");
        }

        String overGrpc(String token, @Nullable String id) throws Exception {
            Map<String, @Nullable Object> call = call();
            call.put("auxData", auxData(token, id));
            Object result = new GrpcJavaClient(running.grpc())
                    .run(List.of(Map.of("name", "it", "method", "checkResources", "arguments", List.of(call))))
                    .get("it");
            Map<String, @Nullable Object> answer = Json.object(result);
            if (answer.containsKey("results")) {
                return "ALLOW";
            }
            assertThat(answer.get("message")).isEqualTo("invalid auxData");
            String detail = String.valueOf(Json.list(answer.get("details")).get(0));
            return ErrorInfo.parseFrom(TextFormat.unescapeBytes(detail)).getReason();
        }

        private static HttpResponse<String> post(
                HttpClient client, String path, Map<String, @Nullable Object> body, String bearer, URI base)
                throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(Json.write(body)));
            if (!bearer.isEmpty()) {
                request.header("Authorization", "Bearer " + bearer);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }

        private HttpResponse<String> post(
                HttpClient client, String path, Map<String, @Nullable Object> body, String bearer) throws Exception {
            return post(client, path, body, bearer, running.http());
        }

        private static String outcome(HttpResponse<String> response, String message) {
            Map<String, @Nullable Object> answer = Json.object(Json.parse(response.body()));
            if (response.statusCode() == 200) {
                Map<String, @Nullable Object> first =
                        Json.object(Json.list(answer.get("results")).get(0));
                return String.valueOf(Json.object(first.get("actions")).get("view"))
                        .replace("EFFECT_", "");
            }
            assertThat(String.valueOf(answer.get("message"))).startsWith(message);
            Map<String, @Nullable Object> detail =
                    Json.object(Json.list(answer.get("details")).get(0));
            assertThat(detail.get("domain")).isEqualTo("verdict");
            return String.valueOf(detail.get("reason"));
        }

        private static Map<String, @Nullable Object> call() {
            var call = new LinkedHashMap<String, @Nullable Object>();
            call.put("principal", Map.of("id", "kp_5f2a0000000000000000000000000001", "roles", List.of("user")));
            call.put(
                    "resources",
                    List.of(Map.of("actions", List.of("view"), "resource", Map.of("kind", "album", "id", "1"))));
            return call;
        }

        private static Map<String, Object> auxData(String token, @Nullable String id) {
            return id == null
                    ? Map.of("jwt", Map.of("token", token))
                    : Map.of("jwts", Map.of("access", Map.of("token", token), "id", Map.of("token", id)));
        }

        @Override
        public void close() {
            running.pdp().close();
        }
    }
}
