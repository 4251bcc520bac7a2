package dev.verdict.wire.json;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.error.ApiError;

/**
 * Writes the JSON bodies of HTTP responses: members in the order of the field numbers, defaults left out, the names of maps
 * sorted. Immutable, for use by several threads.
 *
 * <p>Methods throw {@link dev.verdict.wire.error.ApiException} for an output that JSON cannot express.
 */
public final class JsonEncoder {
    private static final int FIXED_SIZE = 192;
    private static final int SIZE_OF_RESULT = 224;

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

    /** The body that tells of a failure. */
    public byte[] error(ApiError error, boolean pretty) {
        JsonOutput out = new JsonOutput(FIXED_SIZE, pretty);
        ErrorWriter.write(out, error);
        return out.toByteArray();
    }

    private static JsonOutput outputFor(CheckResult result, boolean pretty) {
        return new JsonOutput(FIXED_SIZE + SIZE_OF_RESULT * result.results().size(), pretty);
    }
}
