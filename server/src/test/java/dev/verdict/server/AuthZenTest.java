package dev.verdict.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.wire.proto.authzen.AccessEvaluationBatchRequest;
import dev.verdict.wire.proto.authzen.AccessEvaluationBatchResponse;
import dev.verdict.wire.proto.authzen.AccessEvaluationResponse;
import dev.verdict.wire.proto.authzen.AccessEvaluationsOptions;
import dev.verdict.wire.proto.authzen.Action;
import dev.verdict.wire.proto.authzen.MetadataRequest;
import dev.verdict.wire.proto.authzen.MetadataResponse;
import dev.verdict.wire.proto.authzen.Resource;
import dev.verdict.wire.proto.authzen.Subject;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthZenTest {
    private static final String DEFAULTS = "\"subject\":{\"type\":\"user\",\"id\":\"a\"},"
            + "\"resource\":{\"type\":\"album\",\"id\":\"1\"},\"action\":{\"name\":\"view\"}";

    private TestServer server;
    private GrpcClient client;

    @BeforeEach
    void start() {
        server = TestServer.start();
        client = new GrpcClient(server.grpcPort());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private HttpResponse<String> evaluations(String members) throws Exception {
        return server.post("/access/v1/evaluations", "{" + DEFAULTS + "," + members + "}");
    }

    private static String list(int count, String evaluation) {
        return "\"evaluations\":["
                + IntStream.range(0, count)
                        .mapToObj(i -> evaluation.replace("#", Integer.toString(i)))
                        .collect(Collectors.joining(","))
                + "]";
    }

    private static String context(String token) {
        return "\"context\":{\"cerbos.auxData\":{\"jwt\":{\"token\":\"" + token + "\"}}}";
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                     view edit view, true false true
            execute_all,            view edit view, true false true
            deny_on_first_deny,     view edit view, true false
            deny_on_first_deny,     edit view,      false
            deny_on_first_deny,     view view,      true true
            permit_on_first_permit, edit view edit, false true
            permit_on_first_permit, view edit,      true
            permit_on_first_permit, edit edit,      false false
            """)
    void endsABatchWhereTheClientSays(String semantic, String actions, String decisions) throws Exception {
        String evaluations =
                "\"options\":{\"evaluations_semantic\":\"" + semantic + "\"},\"evaluations\":[{\"action\":{\"name\":\""
                        + actions.replace(" ", "\"}},{\"action\":{\"name\":\"") + "\"}}]";
        var request = AccessEvaluationBatchRequest.newBuilder()
                .setSubject(Subject.newBuilder().setType("user").setId("a"))
                .setResource(Resource.newBuilder().setType("album").setId("1"))
                .setOptions(AccessEvaluationsOptions.newBuilder().setEvaluationsSemantic(semantic));
        for (String action : actions.split(" ", -1)) {
            request.addEvaluationsBuilder().setAction(Action.newBuilder().setName(action));
        }

        var answers = ClientCalls.blockingUnaryCall(
                client.channel,
                GrpcClient.unary(
                        "authzen.authorization.v1.AuthorizationService/AccessEvaluationBatch",
                        AccessEvaluationBatchRequest.getDefaultInstance(),
                        AccessEvaluationBatchResponse.getDefaultInstance()),
                CallOptions.DEFAULT,
                request.build());

        assertThat(answers.getEvaluationsList().stream()
                        .map(AccessEvaluationResponse::getDecision)
                        .map(Object::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(decisions);
        assertThat(evaluations(evaluations).body())
                .isEqualTo("{\"evaluations\":[{\"decision\":" + decisions.replace(" ", "},{\"decision\":") + "}]}");
    }

    @Test
    void verifiesATokenOnceForAllEvaluations() throws Exception {
        HttpResponse<String> response = evaluations(context("t") + "," + list(50, "{}"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("TOKEN_EXPIRED");
        assertThat(server.verifyingThreads).hasSize(1);
    }

    @Test
    void verifiesEqualTokensOfEvaluationsOnce() throws Exception {
        evaluations(context("t") + "," + list(50, "{" + context("t") + "}"));

        assertThat(server.verifyingThreads).hasSize(1);
    }

    @Test
    void verifiesManyTokensOffTheEventLoop() throws Exception {
        evaluations(list(5, "{" + context("t#") + "}"));

        assertThat(server.verifyingThreads)
                .hasSize(5)
                .allSatisfy(name -> assertThat(name).startsWith("verdict-slow-"));
    }

    @Test
    void refusesTooManyEvaluationsBeforeItVerifiesTokens() throws Exception {
        assertThat(evaluations(context("t") + "," + list(2_500, "{}")).body())
                .isEqualTo("{\"code\":3,\"message\":\"number of actions (2500) exceeds configured limit (50)\"}");
        assertThat(server.verifyingThreads).isEmpty();
    }

    @Test
    void saysOverGrpcWhereTheCallerFoundIt() {
        var metadata = ClientCalls.blockingUnaryCall(
                client.channel,
                GrpcClient.unary(
                        "authzen.authorization.v1.AuthorizationService/Metadata",
                        MetadataRequest.getDefaultInstance(),
                        MetadataResponse.getDefaultInstance()),
                CallOptions.DEFAULT,
                MetadataRequest.getDefaultInstance());

        assertThat(metadata.getPolicyDecisionPoint()).isEqualTo("http://127.0.0.1:" + server.grpcPort());
    }
}
