package dev.verdict.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Value;
import dev.verdict.wire.proto.effect.Effect;
import dev.verdict.wire.proto.engine.Principal;
import dev.verdict.wire.proto.engine.Resource;
import dev.verdict.wire.proto.request.AuxData;
import dev.verdict.wire.proto.request.CheckResourcesRequest;
import dev.verdict.wire.proto.request.CheckResourcesRequest.ResourceEntry;
import dev.verdict.wire.proto.request.ServerInfoRequest;
import dev.verdict.wire.proto.response.CheckResourcesResponse;
import dev.verdict.wire.proto.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GrpcTest {
    private static final int MAX = 4 * 1024 * 1024;
    private static TestServer server;
    private static GrpcClient client;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        client = new GrpcClient(server.grpcPort());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    static CheckResourcesRequest request(String kind, String... actions) {
        return CheckResourcesRequest.newBuilder()
                .setRequestId("r1")
                .setPrincipal(Principal.newBuilder().setId("alice").addRoles("user"))
                .addResources(ResourceEntry.newBuilder()
                        .setResource(Resource.newBuilder().setKind(kind).setId("XX1"))
                        .addAllActions(java.util.List.of(actions)))
                .build();
    }

    @Test
    void answersChecks() {
        CheckResourcesResponse response = client.check(request("album", "view", "edit"));

        assertThat(response.getRequestId()).isEqualTo("r1");
        assertThat(response.getResults(0).getActionsMap())
                .containsEntry("view", Effect.EFFECT_ALLOW)
                .containsEntry("edit", Effect.EFFECT_DENY);
        assertThat(response.getCerbosCallId()).hasSize(26);
    }

    @Test
    void answersOnTheHttpPortToo() {
        try (GrpcClient other = new GrpcClient(server.httpPort())) {
            assertThat(other.check(request("album", "view")).getResults(0).getActionsMap())
                    .containsEntry("view", Effect.EFFECT_ALLOW);
        }
    }

    @Test
    void answersCompressedCallsCompressed() {
        AtomicReference<Metadata> headers = new AtomicReference<>();
        var channel = ClientInterceptors.intercept(
                client.channel, MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>()));

        CheckResourcesResponse response = ClientCalls.blockingUnaryCall(
                channel, GrpcClient.CHECK, CallOptions.DEFAULT.withCompression("gzip"), request("album", "view"));

        assertThat(response.getResultsCount()).isEqualTo(1);
        assertThat(Objects.requireNonNull(headers.get()).get(key("grpc-encoding")))
                .isEqualTo("gzip");
        assertThat(Objects.requireNonNull(headers.get()).get(key("cerbos-version")))
                .isEqualTo("0.55.0");
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    private static StatusRuntimeException failureOf(CheckResourcesRequest request, CallOptions options) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> client.check(request, options));
    }

    @Test
    void tellsWhatIsWrongWithARequest() {
        StatusRuntimeException failure = failureOf(CheckResourcesRequest.getDefaultInstance(), CallOptions.DEFAULT);

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(failure.getStatus().getDescription())
                .isEqualTo("validation errors:\n - principal: value is required\n - resources: value is required");
        assertThat(failure.getTrailers())
                .isNotNull()
                .satisfies(trailers -> assertThat(trailers.containsKey(
                                Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER)))
                        .isTrue());
    }

    @Test
    void refusesTokensWithAStableCode() throws Exception {
        CheckResourcesRequest request = request("album", "view").toBuilder()
                .setAuxData(AuxData.newBuilder().setJwt(AuxData.JWT.newBuilder().setToken("t")))
                .build();

        StatusRuntimeException failure = failureOf(request, CallOptions.DEFAULT);

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(failure.getStatus().getDescription()).isEqualTo("invalid auxData");
        Metadata trailers = failure.getTrailers();
        assertThat(trailers).isNotNull();
        byte[] details = trailers.get(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));
        var status = dev.verdict.wire.proto.rpc.Status.parseFrom(details);
        ErrorInfo info = ErrorInfo.parseFrom(status.getDetails(0).getValue());
        assertThat(info.getReason()).isEqualTo("TOKEN_EXPIRED");
        assertThat(info.getDomain()).isEqualTo("verdict");
    }

    @Test
    void refusesMessagesAboveTheLimit() {
        CheckResourcesRequest request = request("album", "view").toBuilder()
                .setRequestId("x".repeat(MAX))
                .build();

        StatusRuntimeException failure = failureOf(request, CallOptions.DEFAULT);

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(failure.getStatus().getDescription())
                .isEqualTo("grpc: received message larger than max (" + request.getSerializedSize() + " vs. 4194304)");
    }

    @Test
    void refusesMessagesThatInflateAboveTheLimit() {
        CheckResourcesRequest request = request("album", "view").toBuilder()
                .setRequestId("x".repeat(MAX))
                .build();

        StatusRuntimeException failure = failureOf(request, CallOptions.DEFAULT.withCompression("gzip"));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(failure.getStatus().getDescription())
                .isEqualTo("grpc: received message after decompression larger than max 4194304");
    }

    @Test
    void answersLargeMessages() {
        CheckResourcesRequest request = request("album", "view").toBuilder()
                .setRequestId("x".repeat(MAX / 2))
                .build();

        assertThat(client.check(request).getRequestId()).hasSize(MAX / 2);
    }

    @Test
    void refusesDeepMessages() {
        Value value = Value.newBuilder().setNumberValue(1).build();
        for (int i = 0; i < 150; i++) {
            value = Value.newBuilder()
                    .setListValue(com.google.protobuf.ListValue.newBuilder().addValues(value))
                    .build();
        }
        CheckResourcesRequest request = request("album", "view").toBuilder()
                .setPrincipal(Principal.newBuilder().setId("a").addRoles("user").putAttr("deep", value))
                .build();

        assertThat(failureOf(request, CallOptions.DEFAULT).getStatus().getCode())
                .isIn(Status.Code.INTERNAL, Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void doesNotKnowOtherMethods() {
        var method = GrpcClient.unary(
                "cerbos.svc.v1.CerbosAdminService/ListPolicies",
                ServerInfoRequest.getDefaultInstance(),
                ServerInfoRequest.getDefaultInstance());

        StatusRuntimeException failure = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(
                        client.channel, method, CallOptions.DEFAULT, ServerInfoRequest.getDefaultInstance()));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(failure.getStatus().getDescription()).isEqualTo("Unknown service");
    }

    @Test
    void tellsItsVersion() {
        assertThat(ClientCalls.blockingUnaryCall(
                                client.channel,
                                GrpcClient.SERVER_INFO,
                                CallOptions.DEFAULT,
                                ServerInfoRequest.getDefaultInstance())
                        .getVersion())
                .isEqualTo("0.55.0");
    }

    @Test
    void movesCostlyRequestsOffTheEventLoop() {
        assertThat(client.check(request("costly", "view")).getResults(0).getActionsMap())
                .containsEntry("view", Effect.EFFECT_ALLOW);
    }

    @Test
    void endsWorkAtTheDeadlineOfTheClient() {
        int before = server.engine.cancelled.get();

        StatusRuntimeException failure = failureOf(
                request("endless", "view"), CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        Awaitility.await().until(() -> server.engine.cancelled.get() > before);
    }

    @Test
    void endsWorkWhenTheClientIsGone() {
        int before = server.engine.cancelled.get();
        ClientCall<CheckResourcesRequest, CheckResourcesResponse> call =
                client.channel.newCall(GrpcClient.CHECK, CallOptions.DEFAULT);
        var pending = ClientCalls.futureUnaryCall(call, request("endless", "view"));
        Awaitility.await().until(() -> server.engine.running.get() > 0);

        pending.cancel(true);

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> server.engine.cancelled.get() > before);
    }

    @Test
    void survivesBugsOfTheEngine() {
        StatusRuntimeException failure = failureOf(request("broken", "view"), CallOptions.DEFAULT);

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(failure.getStatus().getDescription()).isEqualTo("Policy check failed");
    }
}
