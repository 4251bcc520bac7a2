package dev.verdict.wire.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.EvaluationBatch;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.PathStep;
import dev.verdict.wire.error.Rule;
import dev.verdict.wire.error.Violation;
import dev.verdict.wire.json.JsonEncoder;
import dev.verdict.wire.proto.authzen.AccessEvaluationBatchResponse;
import dev.verdict.wire.proto.authzen.AccessEvaluationResponse;
import dev.verdict.wire.proto.authzen.MetadataResponse;
import dev.verdict.wire.proto.response.CheckResourceBatchResponse;
import dev.verdict.wire.proto.response.CheckResourceSetResponse;
import dev.verdict.wire.proto.response.CheckResourcesResponse;
import dev.verdict.wire.proto.response.ServerInfoResponse;
import dev.verdict.wire.proto.rpc.ErrorInfo;
import dev.verdict.wire.proto.rpc.Status;
import dev.verdict.wire.proto.validate.Violations;
import dev.verdict.wire.protobuf.ProtobufEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A response means the same in protobuf and in JSON as protobuf's own mapping reads it. */
final class ResponseAgreementTest {
    private static final JsonFormat.Parser PARSER = JsonFormat.parser()
            .usingTypeRegistry(TypeRegistry.newBuilder()
                    .add(Violations.getDescriptor())
                    .add(ErrorInfo.getDescriptor())
                    .build());

    private final JsonEncoder json = new JsonEncoder();
    private final ProtobufEncoder protobuf = new ProtobufEncoder();

    @Property(tries = 500)
    void checkResources(@ForAll long seed, @ForAll boolean pretty) throws InvalidProtocolBufferException {
        Results results = new Results(seed);
        CheckCall call = results.call();
        CheckResult result = results.result();

        var message = CheckResourcesResponse.parseFrom(protobuf.checkResources(call, result, "ID"));

        agrees(message, CheckResourcesResponse.newBuilder(), json.checkResources(call, result, "ID", pretty));
        assertThat(message.getCerbosCallId()).isEqualTo("ID");
        assertThat(message.getRequestId()).isEqualTo(result.requestId());
        assertThat(message.getResultsCount()).isEqualTo(result.results().size());
        for (int i = 0; i < message.getResultsCount(); i++) {
            var entry = message.getResults(i);
            var expected = result.results().get(i);
            assertThat(entry.getResource().getId())
                    .isEqualTo(expected.resource().id());
            assertThat(entry.getActionsCount()).isEqualTo(expected.actions().size());
            expected.actions()
                    .forEach(action -> assertThat(
                                    entry.getActionsOrThrow(action.action()).name())
                            .isEqualTo("EFFECT_" + action.effect()));
            assertThat(entry.hasMeta()).isEqualTo(call.request().includeMeta());
            assertThat(entry.getOutputsCount()).isEqualTo(expected.outputs().size());
        }
    }

    @Property(tries = 200)
    void checkResourceBatch(@ForAll long seed, @ForAll boolean pretty) throws InvalidProtocolBufferException {
        CheckResult result = new Results(seed).result();
        agrees(
                CheckResourceBatchResponse.parseFrom(protobuf.checkResourceBatch(result)),
                CheckResourceBatchResponse.newBuilder(),
                json.checkResourceBatch(result, pretty));
    }

    @Property(tries = 200)
    void checkResourceSet(@ForAll long seed, @ForAll boolean pretty) throws InvalidProtocolBufferException {
        Results results = new Results(seed);
        CheckCall call = results.call();
        CheckResult result = results.result();
        agrees(
                CheckResourceSetResponse.parseFrom(protobuf.checkResourceSet(call, result)),
                CheckResourceSetResponse.newBuilder(),
                json.checkResourceSet(call, result, pretty));
    }

    @Property(tries = 200)
    void accessEvaluation(@ForAll long seed, @ForAll boolean pretty) throws InvalidProtocolBufferException {
        Results results = new Results(seed);
        CheckCall call = results.call();
        CheckResult result = results.result();

        var message = AccessEvaluationResponse.parseFrom(protobuf.accessEvaluation(call, result));

        agrees(message, AccessEvaluationResponse.newBuilder(), json.accessEvaluation(call, result, pretty));
        assertThat(message.hasDecision()).isTrue();
        assertThat(message.getDecision())
                .isEqualTo(result.results().get(0).actions().get(0).effect() == Effect.ALLOW);
    }

    @Property(tries = 100)
    void accessEvaluations(@ForAll long seed, @ForAll EvaluationBatch.Semantic semantic)
            throws InvalidProtocolBufferException {
        Results results = new Results(seed);
        EvaluationBatch batch = new EvaluationBatch(List.of(results.call(), results.call(), results.call()), semantic);
        List<CheckResult> answers = List.of(results.result(), results.result(), results.result());

        var message = AccessEvaluationBatchResponse.parseFrom(protobuf.accessEvaluations(batch, answers));

        List<Boolean> decisions = message.getEvaluationsList().stream()
                .map(AccessEvaluationResponse::getDecision)
                .toList();
        Boolean last = decisions.get(decisions.size() - 1);
        switch (semantic) {
            case EXECUTE_ALL -> assertThat(decisions).hasSize(3);
            case DENY_ON_FIRST_DENY -> assertThat(decisions.indexOf(false)).isEqualTo(last ? -1 : decisions.size() - 1);
            case PERMIT_ON_FIRST_PERMIT ->
                assertThat(decisions.indexOf(true)).isEqualTo(last ? decisions.size() - 1 : -1);
        }
        agrees(message, AccessEvaluationBatchResponse.newBuilder(), json.accessEvaluations(batch, answers, false));
    }

    @Example
    void serverInfo() throws InvalidProtocolBufferException {
        agrees(
                ServerInfoResponse.parseFrom(protobuf.serverInfo("0.55.0", "c", "d")),
                ServerInfoResponse.newBuilder(),
                json.serverInfo("0.55.0", "c", "d", false));
    }

    @Example
    void metadata() throws InvalidProtocolBufferException {
        var message = MetadataResponse.parseFrom(protobuf.metadata("http://localhost:3592"));
        agrees(message, MetadataResponse.newBuilder(), json.metadata("http://localhost:3592", false));
        assertThat(message.getAccessEvaluationsEndpoint()).isEqualTo("http://localhost:3592/access/v1/evaluations");
    }

    @Example
    void errors() throws InvalidProtocolBufferException {
        ApiError invalid = ApiError.invalid(List.of(
                new Violation(
                        List.of(PathStep.message(4, "resources").at(1), PathStep.string(1, "actions")),
                        Rule.REQUIRED,
                        null),
                new Violation(List.of(PathStep.message(4, "attr").at("")), Rule.KEY_NOT_EMPTY, true),
                new Violation(List.of(), Rule.ofMessage("id", "text"), false)));
        for (ApiError error : List.of(invalid, ApiError.invalidAuxData("TOKEN_EXPIRED"))) {
            agrees(Status.parseFrom(protobuf.status(error)), Status.newBuilder(), json.error(error, true));
        }
    }

    private static void agrees(Message expected, Message.Builder builder, byte[] text)
            throws InvalidProtocolBufferException {
        PARSER.merge(new String(text, StandardCharsets.UTF_8), builder);
        assertThat(builder.build()).isEqualTo(expected);
    }
}
