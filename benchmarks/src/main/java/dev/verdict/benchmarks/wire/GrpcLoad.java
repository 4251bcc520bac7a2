package dev.verdict.benchmarks.wire;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** One gRPC connection that sends the same CheckResources message again and again. */
final class GrpcLoad implements AutoCloseable {
    private static final MethodDescriptor<byte[], byte[]> CHECK_RESOURCES = MethodDescriptor.newBuilder(
                    OpaqueMessage.INSTANCE, OpaqueMessage.INSTANCE)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("cerbos.svc.v1.CerbosService/CheckResources")
            .build();

    private final ManagedChannel channel;
    private final byte[] request;

    GrpcLoad(int port, byte[] request) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        this.request = request;
    }

    /** Sends the request once; the answer's message. */
    byte[] exchange() {
        return ClientCalls.blockingUnaryCall(channel, CHECK_RESOURCES, CallOptions.DEFAULT, request);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** Messages as they are on the wire. */
    private enum OpaqueMessage implements MethodDescriptor.Marshaller<byte[]> {
        INSTANCE;

        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
