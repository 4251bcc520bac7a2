package dev.verdict.conformance;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.Status;
import dev.verdict.conformance.json.Json;
import dev.verdict.wire.proto.request.CheckResourcesRequest;
import dev.verdict.wire.proto.response.CheckResourcesResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A grpc-java client over our own messages that makes the check calls of the data file. */
final class GrpcJavaClient {
    private static final MethodDescriptor<CheckResourcesRequest, CheckResourcesResponse> CHECK =
            MethodDescriptor.<CheckResourcesRequest, CheckResourcesResponse>newBuilder()
                    .setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("cerbos.svc.v1.CerbosService/CheckResources")
                    .setRequestMarshaller(ProtoUtils.marshaller(CheckResourcesRequest.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(CheckResourcesResponse.getDefaultInstance()))
                    .build();

    private final String target;

    GrpcJavaClient(String target) {
        this.target = target;
    }

    Map<String, @Nullable Object> run(List<@Nullable Object> calls) throws InvalidProtocolBufferException {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(target).usePlaintext().build();
        try {
            var results = new LinkedHashMap<String, @Nullable Object>();
            for (Object item : calls) {
                Map<String, @Nullable Object> call = Json.object(item);
                if ("checkResources".equals(call.get("method")) || "checkResource".equals(call.get("method"))) {
                    Map<String, @Nullable Object> request =
                            Json.object(Json.list(call.get("arguments")).get(0));
                    results.put(String.valueOf(call.get("name")), check(channel, request(request)));
                }
            }
            return results;
        } finally {
            channel.shutdownNow();
        }
    }

    private static Object check(ManagedChannel channel, CheckResourcesRequest request)
            throws InvalidProtocolBufferException {
        try {
            CheckResourcesResponse response =
                    ClientCalls.blockingUnaryCall(channel, CHECK, CallOptions.DEFAULT, request);
            return json(response.toBuilder().clearCerbosCallId().build());
        } catch (StatusRuntimeException e) {
            var failure = new LinkedHashMap<String, @Nullable Object>();
            failure.put("code", e.getStatus().getCode().name());
            failure.put("message", e.getStatus().getDescription());
            Status status = StatusProto.fromThrowable(e);
            var types = new TreeSet<String>();
            var details = new ArrayList<String>();
            for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
                types.add(detail.getTypeUrl());
                details.add(TextFormat.escapeBytes(detail.getValue()));
            }
            failure.put("types", new ArrayList<>(types));
            failure.put("details", details);
            return failure;
        }
    }

    /** The SDK's shape of a request as a message. */
    private static CheckResourcesRequest request(Map<String, @Nullable Object> call)
            throws InvalidProtocolBufferException {
        var body = new LinkedHashMap<String, @Nullable Object>(call);
        body.remove("includeMetadata");
        body.put("includeMeta", Boolean.TRUE.equals(call.get("includeMetadata")));
        if (body.containsKey("resource")) {
            body.put(
                    "resources",
                    List.of(Map.of(
                            "resource",
                            Json.object(body.remove("resource")),
                            "actions",
                            Json.list(body.remove("actions")))));
        }
        var builder = CheckResourcesRequest.newBuilder();
        JsonFormat.parser().merge(Json.write(body), builder);
        return builder.build();
    }

    private static Object json(Message message) throws InvalidProtocolBufferException {
        return Json.parseObject(JsonFormat.printer().print(message));
    }
}
