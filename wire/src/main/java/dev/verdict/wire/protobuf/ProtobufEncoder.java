package dev.verdict.wire.protobuf;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.EvaluationBatch;
import dev.verdict.wire.error.ApiError;
import java.util.List;

/** Writes the messages of gRPC responses. Immutable, for use by several threads. */
public final class ProtobufEncoder {
    private static final int FIXED_SIZE = 128;
    private static final int SIZE_OF_RESULT = 512;

    /** The {@code cerbos.response.v1.CheckResourcesResponse} that answers {@code call}. */
    public byte[] checkResources(CheckCall call, CheckResult result, String callId) {
        ProtobufOutput out = outputFor(result);
        new CheckWriter(out, call.request().includeMeta()).checkResources(result, callId);
        return out.toByteArray();
    }

    /** The {@code cerbos.response.v1.CheckResourceBatchResponse} with the answers. */
    public byte[] checkResourceBatch(CheckResult result) {
        ProtobufOutput out = outputFor(result);
        new CheckWriter(out, false).checkResourceBatch(result);
        return out.toByteArray();
    }

    /** The {@code cerbos.response.v1.CheckResourceSetResponse} that answers {@code call}. */
    public byte[] checkResourceSet(CheckCall call, CheckResult result) {
        ProtobufOutput out = outputFor(result);
        new CheckWriter(out, call.request().includeMeta()).checkResourceSet(result);
        return out.toByteArray();
    }

    /** The {@code authzen.authorization.v1.AccessEvaluationResponse} that answers {@code call}. */
    public byte[] accessEvaluation(CheckCall call, CheckResult result) {
        ProtobufOutput out = new ProtobufOutput(FIXED_SIZE);
        new EvaluationWriter(out).answer(call, result);
        return out.toByteArray();
    }

    /**
     * The {@code authzen.authorization.v1.AccessEvaluationBatchResponse} that answers {@code batch}.
     *
     * @param results those of all calls of the batch; what comes behind the one with which it ends is left out
     */
    public byte[] accessEvaluations(EvaluationBatch batch, List<CheckResult> results) {
        ProtobufOutput out = new ProtobufOutput(FIXED_SIZE);
        new EvaluationWriter(out).answers(batch, batch.answers(results));
        return out.toByteArray();
    }

    /**
     * The {@code authzen.authorization.v1.MetadataResponse}.
     *
     * @param baseUrl scheme, host and port at which the client finds the server
     */
    public byte[] metadata(String baseUrl) {
        ProtobufOutput out = new ProtobufOutput(FIXED_SIZE);
        new EvaluationWriter(out).metadata(baseUrl);
        return out.toByteArray();
    }

    /** The {@code cerbos.response.v1.ServerInfoResponse}. */
    public byte[] serverInfo(String version, String commit, String buildDate) {
        ProtobufOutput out = new ProtobufOutput(FIXED_SIZE);
        out.string(3, buildDate);
        out.string(2, commit);
        out.string(1, version);
        return out.toByteArray();
    }

    /** The {@code google.rpc.Status} for the trailer {@code grpc-status-details-bin}. */
    public byte[] status(ApiError error) {
        ProtobufOutput out = new ProtobufOutput(FIXED_SIZE);
        new ErrorWriter(out).status(error);
        return out.toByteArray();
    }

    private static ProtobufOutput outputFor(CheckResult result) {
        return new ProtobufOutput(FIXED_SIZE + SIZE_OF_RESULT * result.results().size());
    }
}
