package dev.verdict.server;

import com.google.protobuf.Message;
import dev.verdict.wire.proto.request.CheckResourcesRequest;
import dev.verdict.wire.proto.request.ServerInfoRequest;
import dev.verdict.wire.proto.response.CheckResourcesResponse;
import dev.verdict.wire.proto.response.ServerInfoResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;

/** A grpc-java client of a {@link TestServer}. */
final class GrpcClient implements AutoCloseable {
    static final MethodDescriptor<CheckResourcesRequest, CheckResourcesResponse> CHECK = unary(
            "cerbos.svc.v1.CerbosService/CheckResources",
            CheckResourcesRequest.getDefaultInstance(),
            CheckResourcesResponse.getDefaultInstance());
    static final MethodDescriptor<ServerInfoRequest, ServerInfoResponse> SERVER_INFO = unary(
            "cerbos.svc.v1.CerbosService/ServerInfo",
            ServerInfoRequest.getDefaultInstance(),
            ServerInfoResponse.getDefaultInstance());

    final ManagedChannel channel;

    GrpcClient(int port) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    static <Q extends Message, A extends Message> MethodDescriptor<Q, A> unary(String name, Q request, A response) {
        return method(MethodDescriptor.MethodType.UNARY, name, request, response);
    }

    static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(
            MethodDescriptor.MethodType type, String name, Q request, A response) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(type)
                .setFullMethodName(name)
                .setRequestMarshaller(ProtoUtils.marshaller(request))
                .setResponseMarshaller(ProtoUtils.marshaller(response))
                .build();
    }

    CheckResourcesResponse check(CheckResourcesRequest request) {
        return check(request, CallOptions.DEFAULT);
    }

    CheckResourcesResponse check(CheckResourcesRequest request, CallOptions options) {
        return ClientCalls.blockingUnaryCall(channel, CHECK, options, request);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
