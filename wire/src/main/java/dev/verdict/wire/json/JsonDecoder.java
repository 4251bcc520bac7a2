package dev.verdict.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.TSFBuilder;
import dev.verdict.wire.call.CallChecker;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.EvaluationBatch;
import dev.verdict.wire.call.EvaluationChecker;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls from the JSON bodies of HTTP requests, without an intermediate tree. Immutable, for use by several threads.
 *
 * <p>All methods throw {@link ApiException} for a body that is not a valid call, with the error that the client is to get.
 * An empty body is an empty message. Text behind the value is not looked at.
 */
public final class JsonDecoder {
    private static final byte[] EMPTY_MESSAGE = {'{', '}'};
    private static final int MAX_NUMBER_LENGTH = 10_000;

    /**
     * Makes a factory for each body. A factory keeps the names it has seen for the next parser, and names come from callers: one
     * could fill or break that table for others. Jackson's switch against it also replaces the parser of bytes by one that
     * does not know the positions that errors tell.
     */
    private final TSFBuilder<?, ?> factories;

    private final CallChecker checker;
    private final EvaluationChecker evaluationChecker;
    private final int maxDepth;

    public JsonDecoder(CallLimits limits) {
        checker = new CallChecker(limits);
        evaluationChecker = new EvaluationChecker(limits);
        maxDepth = limits.maxDepth();
        // The length of names and strings is bounded by that of the body, which the transport bounds.
        factories = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxDocumentLength(-1)
                        .maxTokenCount(-1)
                        .build())
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER);
    }

    /** The call in the body of {@code POST /api/check/resources}. */
    public CheckCall checkResources(byte[] body) {
        return checker.checkResources(read(body, in -> new CheckReader(in).checkResources()));
    }

    /** The call in the body of {@code POST /verdict/check}, whose principal is still without id and roles. */
    public CheckCall checkResourcesOfBearer(byte[] body) {
        return checker.checkResourcesOfBearer(read(body, in -> new CheckReader(in).checkResources()));
    }

    /** The call in the body of {@code POST /api/check_resource_batch}. */
    public CheckCall checkResourceBatch(byte[] body) {
        return checker.checkResourceBatch(read(body, in -> new CheckReader(in).checkResourceBatch()));
    }

    /** The call in the body of {@code POST /api/check}: one entry for each instance. */
    public CheckCall checkResourceSet(byte[] body) {
        return checker.checkResourceSet(read(body, in -> new CheckReader(in).checkResourceSet()));
    }

    /** The call in the body of {@code POST /access/v1/evaluation}. */
    public CheckCall accessEvaluation(byte[] body) {
        return evaluationChecker.evaluation(read(body, in -> new EvaluationReader(in).evaluation()));
    }

    /** The calls in the body of {@code POST /access/v1/evaluations}. */
    public EvaluationBatch accessEvaluations(byte[] body) {
        return evaluationChecker.batch(read(body, in -> new EvaluationReader(in).batch()));
    }

    /**
     * The JSON value that {@code text} is, of the types named in {@link dev.verdict.expr.value.Attributes}.
     *
     * @throws ApiException if it is none, or if anything comes behind it
     */
    public @Nullable Object value(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (firstToken(body) == body.length) {
            throw ApiError.invalidArgument("there is no JSON value").asException();
        }
        return read(body, firstToken(body), in -> Optional.ofNullable(in.onlyValue()))
                .orElse(null);
    }

    private interface Reader<T> {
        T read(JsonInput in) throws IOException;
    }

    private <T> T read(byte[] body, Reader<T> reader) {
        int start = firstToken(body);
        return start < body.length ? read(body, start, reader) : read(EMPTY_MESSAGE, 0, reader);
    }

    private <T> T read(byte[] body, int start, Reader<T> reader) {
        JsonText json = new JsonText(body, start, body.length);
        JsonFaults faults = new JsonFaults(json, maxDepth);
        boolean isSuspect = new StringFaults(json).arePossible();
        try (JsonParser parser = factories.build().createParser(body, start, body.length - start)) {
            return reader.read(new JsonInput(parser, faults, isSuspect));
        } catch (ApiException e) {
            throw faults.explain(e);
        } catch (IOException e) {
            throw faults.explain();
        }
    }

    private static int firstToken(byte[] body) {
        int at = 0;
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
        return at;
    }
}
