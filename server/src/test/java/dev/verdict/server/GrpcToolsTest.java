package dev.verdict.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.CodedOutputStream;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tools ask: health and reflection. Messages are written and read by hand. */
class GrpcToolsTest {
    private static final byte[] SERVING = {8, 1};
    private static final byte[] NOT_SERVING = {8, 2};

    private TestServer server;
    private GrpcClient client;

    @BeforeEach
    void start() {
        server = TestServer.start();
        client = new GrpcClient(server.grpcPort());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
        var bytes = new MethodDescriptor.Marshaller<byte[]>() {
            @Override
            public InputStream stream(byte[] value) {
                return new ByteArrayInputStream(value);
            }

            @Override
            public byte[] parse(InputStream stream) {
                try {
                    return stream.readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(type)
                .setFullMethodName(name)
                .setRequestMarshaller(bytes)
                .setResponseMarshaller(bytes)
                .build();
    }

    /** A message with one text. */
    private static byte[] text(int field, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeString(field, text);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] check(String service) {
        return ClientCalls.blockingUnaryCall(
                client.channel,
                method(MethodType.UNARY, "grpc.health.v1.Health/Check"),
                CallOptions.DEFAULT,
                text(1, service));
    }

    private static final class Collector implements StreamObserver<byte[]> {
        final List<byte[]> messages = new CopyOnWriteArrayList<>();
        final List<Status> end = new CopyOnWriteArrayList<>();

        @Override
        public void onNext(byte[] message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            end.add(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            end.add(Status.OK);
        }
    }

    @Test
    void tellsThatItServes() {
        assertThat(check("")).isEqualTo(SERVING);
        assertThat(check("cerbos.svc.v1.CerbosService")).isEqualTo(SERVING);
        assertThat(check("authzen.authorization.v1.AuthorizationService")).isEqualTo(SERVING);
    }

    @Test
    void doesNotKnowServicesThatItHasNot() {
        StatusRuntimeException failure =
                catchThrowableOfType(StatusRuntimeException.class, () -> check("cerbos.svc.v1.CerbosAdminService"));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(failure.getStatus().getDescription()).isEqualTo("unknown service");
    }

    @Test
    void tellsWatchersThatItEnds() {
        Collector watcher = new Collector();
        ClientCall<byte[], byte[]> call = client.channel.newCall(
                method(MethodType.SERVER_STREAMING, "grpc.health.v1.Health/Watch"), CallOptions.DEFAULT);
        ClientCalls.asyncServerStreamingCall(call, text(1, ""), watcher);
        Awaitility.await().until(() -> watcher.messages.size() == 1);

        server.close();

        Awaitility.await().until(() -> !watcher.end.isEmpty());
        assertThat(watcher.messages).containsExactly(SERVING, NOT_SERVING);
        assertThat(watcher.end.get(0).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void describesItsServices() throws Exception {
        for (String version : List.of("v1", "v1alpha")) {
            Collector answers = new Collector();
            ClientCall<byte[], byte[]> call = client.channel.newCall(
                    method(
                            MethodType.BIDI_STREAMING,
                            "grpc.reflection." + version + ".ServerReflection/ServerReflectionInfo"),
                    CallOptions.DEFAULT);
            StreamObserver<byte[]> questions = ClientCalls.asyncBidiStreamingCall(call, answers);
            questions.onNext(text(7, ""));
            questions.onNext(text(4, "cerbos.svc.v1.CerbosService"));
            List<String> others = List.of(
                    "grpc.health.v1.Health",
                    "grpc.reflection.v1.ServerReflection",
                    "grpc.reflection.v1alpha.ServerReflection");
            others.forEach(service -> questions.onNext(text(4, service)));
            questions.onCompleted();
            Awaitility.await().until(() -> !answers.end.isEmpty());

            assertThat(answers.end.get(0).isOk()).isTrue();
            assertThat(new String(answers.messages.get(0), StandardCharsets.ISO_8859_1))
                    .contains(
                            "cerbos.svc.v1.CerbosService",
                            "authzen.authorization.v1.AuthorizationService",
                            "grpc.health.v1.Health",
                            "grpc.reflection.v1.ServerReflection");
            assertThat(new String(answers.messages.get(1), StandardCharsets.ISO_8859_1))
                    .contains("cerbos/svc/v1/svc.proto", "CheckResources");
            for (int i = 0; i < others.size(); i++) {
                assertThat(new String(answers.messages.get(2 + i), StandardCharsets.ISO_8859_1))
                        .as(others.get(i))
                        .doesNotContain("not found")
                        .contains(others.get(i)
                                .substring(0, others.get(i).lastIndexOf('.'))
                                .replace('.', '/'));
            }
        }
    }
}
