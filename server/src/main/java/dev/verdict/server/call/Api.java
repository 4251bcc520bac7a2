package dev.verdict.server.call;

import dev.verdict.server.metrics.Metrics;
import dev.verdict.wire.call.CallIds;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import dev.verdict.wire.json.JsonDecoder;
import dev.verdict.wire.json.JsonEncoder;
import dev.verdict.wire.protobuf.ProtobufDecoder;
import dev.verdict.wire.protobuf.ProtobufEncoder;
import java.util.List;

/** The methods of the API. Immutable. */
public final class Api {
    /** The service that decides. */
    public static final String CERBOS_SERVICE = "cerbos.svc.v1.CerbosService";

    /** The service that decides in the words of AuthZEN. */
    public static final String AUTHZEN_SERVICE = "authzen.authorization.v1.AuthorizationService";

    private static final ApiError PLANS_NOT_SUPPORTED =
            ApiError.of(StatusCode.UNIMPLEMENTED, "this version of Verdict does not plan queries yet");

    private final JsonDecoder json;
    private final ProtobufDecoder protobuf;
    private final JsonEncoder jsonEncoder = new JsonEncoder();
    private final ProtobufEncoder protobufEncoder = new ProtobufEncoder();
    private final CallIds callIds = new CallIds();
    private final TokenVerifier verifier;
    private final Decisions decisions;
    private final Metrics metrics;
    private final ServerInfo info;

    /**
     * A method and where it is found.
     *
     * @param rpc service and method
     * @param read whether HTTP clients use GET, else POST
     * @param path of HTTP
     */
    public record Route(String rpc, boolean read, String path, ApiMethod method) {}

    public Api(CallLimits limits, TokenVerifier verifier, Decisions decisions, Metrics metrics, ServerInfo info) {
        json = new JsonDecoder(limits);
        protobuf = new ProtobufDecoder(limits);
        this.verifier = verifier;
        this.decisions = decisions;
        this.metrics = metrics;
        this.info = info;
    }

    public List<Route> routes() {
        return List.of(
                new Route(CERBOS_SERVICE + "/CheckResources", false, "/api/check/resources", checkResources()),
                new Route(CERBOS_SERVICE + "/CheckResourceSet", false, "/api/check", checkResourceSet()),
                new Route(
                        CERBOS_SERVICE + "/CheckResourceBatch",
                        false,
                        "/api/check_resource_batch",
                        checkResourceBatch()),
                new Route(
                        CERBOS_SERVICE + "/PlanResources",
                        false,
                        "/api/plan/resources",
                        (body, exchange) -> exchange.fail(PLANS_NOT_SUPPORTED)),
                new Route(CERBOS_SERVICE + "/ServerInfo", true, "/api/server_info", info),
                new Route(AUTHZEN_SERVICE + "/AccessEvaluation", false, "/access/v1/evaluation", evaluation()),
                new Route(
                        AUTHZEN_SERVICE + "/AccessEvaluationBatch",
                        false,
                        "/access/v1/evaluations",
                        new CheckMethod<>(
                                new BatchCodec(json, jsonEncoder, protobuf, protobufEncoder),
                                verifier,
                                decisions,
                                metrics)),
                new Route(
                        AUTHZEN_SERVICE + "/Metadata",
                        true,
                        "/.well-known/authzen-configuration",
                        new AuthZenMetadata()));
    }

    private ApiMethod checkResources() {
        return check(new CheckCodec(
                callIds::next,
                json::checkResources,
                jsonEncoder::checkResources,
                protobuf::checkResources,
                protobufEncoder::checkResources));
    }

    private ApiMethod checkResourceSet() {
        return check(new CheckCodec(
                () -> "",
                json::checkResourceSet,
                (call, result, callId, pretty) -> jsonEncoder.checkResourceSet(call, result, pretty),
                protobuf::checkResourceSet,
                (call, result, callId) -> protobufEncoder.checkResourceSet(call, result)));
    }

    private ApiMethod checkResourceBatch() {
        return check(new CheckCodec(
                () -> "",
                json::checkResourceBatch,
                (call, result, callId, pretty) -> jsonEncoder.checkResourceBatch(result, pretty),
                protobuf::checkResourceBatch,
                (call, result, callId) -> protobufEncoder.checkResourceBatch(result)));
    }

    private ApiMethod evaluation() {
        return check(new CheckCodec(
                () -> "",
                json::accessEvaluation,
                (call, result, callId, pretty) -> jsonEncoder.accessEvaluation(call, result, pretty),
                protobuf::accessEvaluation,
                (call, result, callId) -> protobufEncoder.accessEvaluation(call, result)));
    }

    private ApiMethod check(Codec<CheckCall> codec) {
        return new CheckMethod<>(codec, verifier, decisions, metrics);
    }
}
