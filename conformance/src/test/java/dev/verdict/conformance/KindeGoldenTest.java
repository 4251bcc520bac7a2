package dev.verdict.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.cli.demo.DecisionClient;
import dev.verdict.cli.demo.DecisionClient.Decision;
import dev.verdict.cli.demo.Demo;
import dev.verdict.cli.demo.KindeTenant;
import dev.verdict.cli.demo.Paperwise;
import dev.verdict.cli.serving.DecisionServer;
import dev.verdict.conformance.json.Json;
import dev.verdict.engine.Verdict;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.live.LiveOptions;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.expr.value.Attributes;
import dev.verdict.server.call.Identification.Identified;
import dev.verdict.server.call.TokenVerifier.Verification;
import dev.verdict.server.config.Configuration;
import dev.verdict.server.token.ConfiguredTokens;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.Token;
import dev.verdict.wire.call.Tokens;
import dev.verdict.wire.json.JsonEncoder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The golden decisions of the demo, asked in every way there is, with tokens from a local Kinde. */
class KindeGoldenTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void theyComeOutTheSameInEveryWay() throws Exception {
        Paperwise paperwise = Paperwise.load();
        try (KindeTenant kinde = KindeTenant.start(paperwise)) {
            Configuration configuration = Demo.configuration(kinde, folder);
            try (var server = DecisionServer.open(configuration);
                    var embedded = new Embedded(configuration);
                    var bearer = new DecisionClient(
                            URI.create("http://" + server.httpAddress().text()))) {
                List<String> wrong = new ArrayList<>();
                Map<String, String> tokens = new HashMap<>();
                for (Paperwise.Golden row : paperwise.golden()) {
                    if (!tokens.containsKey(row.who())) {
                        tokens.put(row.who(), kinde.token(paperwise.signIn(row.who())));
                    }
                    String token = String.valueOf(tokens.get(row.who()));
                    Paperwise.Thing thing = paperwise.thing(row.resource());
                    var expected = new Decision(row.allowed(), row.because());
                    var call = call(paperwise.signIn(row.who()), row.action(), thing, token);
                    var http = overHttp(server.httpAddress().text(), call);
                    var grpc = overGrpc(server.grpcAddress().text(), call);
                    var inProcess = embedded.ask(paperwise.signIn(row.who()), row.action(), thing, token);
                    check(row + " bearer", expected, bearer.ask(token, row.action(), thing), wrong);
                    check(row + " HTTP", expected, DecisionClient.decision(http, row.action()), wrong);
                    assertThat(grpc).as(row + " gRPC").isEqualTo(http);
                    assertThat(inProcess).as(row + " in process").isEqualTo(http);
                }
                assertThat(wrong).isEmpty();
                assertThat(paperwise.golden()).hasSizeGreaterThan(30);
            }
        }
    }

    private static void check(String what, Decision expected, Decision decision, List<String> wrong) {
        if (!decision.equals(expected)) {
            wrong.add(what + ": " + decision);
        }
    }

    private static Map<String, @Nullable Object> call(
            Paperwise.SignIn who, String action, Paperwise.Thing thing, String token) {
        var call = new LinkedHashMap<String, @Nullable Object>();
        call.put("principal", Map.of("id", who.principalId(), "roles", List.of("anybody")));
        call.put("resources", DecisionClient.resources(action, thing));
        call.put("auxData", Map.of("jwt", Map.of("token", token)));
        return call;
    }

    private static Map<String, @Nullable Object> overHttp(String address, Map<String, @Nullable Object> call)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/api/check/resources"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(call)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return comparable(
                    Json.parse(client.send(request, BodyHandlers.ofString()).body()));
        }
    }

    private static Map<String, @Nullable Object> overGrpc(String address, Map<String, @Nullable Object> call)
            throws Exception {
        Map<String, @Nullable Object> results = new GrpcJavaClient(address)
                .run(List.of(Map.of("name", "it", "method", "checkResources", "arguments", List.of(call))));
        return comparable(results.get("it"));
    }

    /** Without what belongs to the one call. */
    private static Map<String, @Nullable Object> comparable(@Nullable Object response) {
        var copy = new LinkedHashMap<>(Json.object(response));
        copy.remove("cerbosCallId");
        return copy;
    }

    /** The engine in this process, with the same configuration. */
    private static final class Embedded implements AutoCloseable {
        private final Verdict verdict;
        private final ConfiguredTokens tokens;

        Embedded(Configuration configuration) {
            verdict = Verdict.builder()
                    .policies(PolicySource.disk(configuration.storage().directory()))
                    .strictEvaluation(true)
                    .live(LiveOptions.DEFAULT.watch(false))
                    .build();
            tokens = new ConfiguredTokens(configuration.auxData(), InstantSource.system());
        }

        Map<String, @Nullable Object> ask(Paperwise.SignIn who, String action, Paperwise.Thing thing, String token) {
            CheckRequest request = CheckRequest.of(
                    Principal.of(who.principalId(), "anybody").build(),
                    new Resource(thing.kind(), thing.id(), Attributes.copyOf(thing.attributes()), "", ""),
                    action);
            var call = new CheckCall(request, new Tokens.Single(new Token(token, "")), null);
            Verification verification =
                    tokens.verify(call.tokens()).toCompletableFuture().join();
            assertThat(verification).isInstanceOf(Verification.Verified.class);
            var verified = (Verification.Verified) verification;
            Identified identified = verified.identification().identify(call.withAuxData(verified.auxData()));
            assertThat(identified).isInstanceOf(Identified.As.class);
            byte[] answer = new JsonEncoder()
                    .checkResources(call, verdict.check(((Identified.As) identified).request()), "", false);
            return comparable(Json.parse(new String(answer, StandardCharsets.UTF_8)));
        }

        @Override
        public void close() {
            tokens.close();
            verdict.close();
        }
    }
}
