package dev.verdict.wire.protobuf;

import dev.verdict.wire.call.CallChecker;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.EvaluationBatch;
import dev.verdict.wire.call.EvaluationChecker;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.ApiException;
import dev.verdict.wire.error.StatusCode;
import java.io.IOException;

/**
 * Reads calls from the messages of gRPC requests, without generated messages in between. Immutable, for use by several
 * threads.
 *
 * <p>All methods throw {@link ApiException} for octets that are not a valid call, with the error that the client is to get.
 */
public final class ProtobufDecoder {
    private static final ApiError MALFORMED = ApiError.of(
            StatusCode.INTERNAL, "grpc: error unmarshalling request: proto: cannot parse invalid wire-format data");

    private final CallChecker checker;
    private final EvaluationChecker evaluationChecker;
    private final int maxDepth;

    public ProtobufDecoder(CallLimits limits) {
        checker = new CallChecker(limits);
        evaluationChecker = new EvaluationChecker(limits);
        maxDepth = limits.maxDepth();
    }

    /** The call in a {@code cerbos.request.v1.CheckResourcesRequest}. */
    public CheckCall checkResources(byte[] message) {
        return checker.checkResources(read(message, in -> new CheckReader(in).checkResources()));
    }

    /** The call in a {@code cerbos.request.v1.CheckResourceBatchRequest}. */
    public CheckCall checkResourceBatch(byte[] message) {
        return checker.checkResourceBatch(read(message, in -> new CheckReader(in).checkResourceBatch()));
    }

    /** The call in a {@code cerbos.request.v1.CheckResourceSetRequest}: one entry for each instance. */
    public CheckCall checkResourceSet(byte[] message) {
        return checker.checkResourceSet(read(message, in -> new CheckReader(in).checkResourceSet()));
    }

    /** The call in an {@code authzen.authorization.v1.AccessEvaluationRequest}. */
    public CheckCall accessEvaluation(byte[] message) {
        return evaluationChecker.evaluation(read(message, in -> new EvaluationReader(in).evaluation()));
    }

    /** The calls in an {@code authzen.authorization.v1.AccessEvaluationBatchRequest}. */
    public EvaluationBatch accessEvaluations(byte[] message) {
        return evaluationChecker.batch(read(message, in -> new EvaluationReader(in).batch()));
    }

    private interface Reader<T> {
        T read(ProtobufInput in) throws IOException;
    }

    private <T> T read(byte[] message, Reader<T> reader) {
        try {
            return reader.read(new ProtobufInput(message, maxDepth));
        } catch (IOException e) {
            throw MALFORMED.asException();
        }
    }
}
