package dev.verdict.conformance.faults;

import com.google.protobuf.util.JsonFormat;
import dev.verdict.conformance.json.Json;
import dev.verdict.wire.proto.request.CheckResourcesRequest;
import dev.verdict.wire.proto.response.CheckResourcesResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A gRPC connection. */
final class GrpcConnection implements Client {
    private static final MethodDescriptor<CheckResourcesRequest, CheckResourcesResponse> CHECK =
            MethodDescriptor.<CheckResourcesRequest, CheckResourcesResponse>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("cerbos.svc.v1.CerbosService/CheckResources")
                    .setRequestMarshaller(ProtoUtils.marshaller(CheckResourcesRequest.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(CheckResourcesResponse.getDefaultInstance()))
                    .build();
    private static final long PATIENCE_SECONDS = 30;

    private final ManagedChannel channel;

    GrpcConnection(String target) {
        channel = NettyChannelBuilder.forTarget(target).usePlaintext().build();
    }

    @Override
    public Map<String, @Nullable Object> ask(Question question) throws IOException {
        try {
            CheckResourcesResponse answer = ClientCalls.blockingUnaryCall(
                    channel,
                    CHECK,
                    CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS),
                    question.message());
            return Json.parseObject(JsonFormat.printer().print(answer));
        } catch (StatusRuntimeException e) {
            throw new IOException("gRPC " + e.getStatus(), e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
