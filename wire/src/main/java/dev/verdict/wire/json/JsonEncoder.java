package dev.verdict.wire.json;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.EvaluationBatch;
import dev.verdict.wire.error.ApiError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON bodies of HTTP responses: members in the order of the field numbers, defaults left out, the names of maps
 * sorted. Immutable, for use by several threads.
 *
 * <p>Methods throw {@link dev.verdict.wire.error.ApiException} for an output that JSON cannot express.
 */
public final class JsonEncoder {
    private static final int FIXED_SIZE = 256;
    private static final int SIZE_OF_RESULT = 768;

    /**
     * The body that answers {@code POST /api/check/resources}.
     *
     * @param pretty whether to indent
     */
    public byte[] checkResources(CheckCall call, CheckResult result, String callId, boolean pretty) {
        JsonOutput out = outputFor(result, pretty);
        new CheckWriter(out, call.request().includeMeta()).checkResources(result, callId);
        return out.toByteArray();
    }

    /** The body that answers {@code POST /api/check_resource_batch}. */
    public byte[] checkResourceBatch(CheckResult result, boolean pretty) {
        JsonOutput out = outputFor(result, pretty);
        new CheckWriter(out, false).checkResourceBatch(result);
        return out.toByteArray();
    }

    /** The body that answers {@code POST /api/check}. */
    public byte[] checkResourceSet(CheckCall call, CheckResult result, boolean pretty) {
        JsonOutput out = outputFor(result, pretty);
        new CheckWriter(out, call.request().includeMeta()).checkResourceSet(result);
        return out.toByteArray();
    }

    /** The body that answers {@code POST /access/v1/evaluation}. */
    public byte[] accessEvaluation(CheckCall call, CheckResult result, boolean pretty) {
        JsonOutput out = new JsonOutput(FIXED_SIZE, pretty);
        new EvaluationWriter(out).answer(call, result);
        return out.toByteArray();
    }

    /**
     * The body that answers {@code POST /access/v1/evaluations}.
     *
     * @param results those of all calls of the batch; what comes behind the one with which it ends is left out
     */
    public byte[] accessEvaluations(EvaluationBatch batch, List<CheckResult> results, boolean pretty) {
        JsonOutput out = new JsonOutput(FIXED_SIZE, pretty);
        new EvaluationWriter(out).answers(batch, batch.answers(results));
        return out.toByteArray();
    }

    /**
     * The body that answers {@code GET /.well-known/authzen-configuration}.
     *
     * @param baseUrl scheme, host and port at which the client finds the server
     */
    public byte[] metadata(String baseUrl, boolean pretty) {
        JsonOutput out = new JsonOutput(FIXED_SIZE, pretty);
        new EvaluationWriter(out).metadata(baseUrl);
        return out.toByteArray();
    }

    /** The body that answers {@code GET /api/server_info}. */
    public byte[] serverInfo(String version, String commit, String buildDate, boolean pretty) {
        JsonOutput out = new JsonOutput(FIXED_SIZE, pretty);
        out.beginObject();
        out.field("version", version);
        out.field("commit", commit);
        out.field("buildDate", buildDate);
        out.endObject();
        return out.toByteArray();
    }

    /** The body that tells of a failure. */
    public byte[] error(ApiError error, boolean pretty) {
        JsonOutput out = new JsonOutput(FIXED_SIZE, pretty);
        ErrorWriter.write(out, error);
        return out.toByteArray();
    }

    /** A JSON value of the types named in {@link dev.verdict.expr.value.Attributes}. */
    public byte[] value(@Nullable Object value, boolean pretty) {
        JsonOutput out = new JsonOutput(FIXED_SIZE, pretty);
        out.value(value);
        return out.toByteArray();
    }

    private static JsonOutput outputFor(CheckResult result, boolean pretty) {
        return new JsonOutput(FIXED_SIZE + SIZE_OF_RESULT * result.results().size(), pretty);
    }
}
